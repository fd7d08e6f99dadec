// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A connection to meters: a Modbus or DL/T 645 gateway that is asked, or a broker that is listened
 * to.
 *
 * @param id 0 for a new one
 * @param code names it in device ids; never changes
 * @param host DL/T 645: empty when the gateway connects to the server; its port is not used then
 * @param units which meters answer behind it: unit ids, meter addresses; MQTT: none
 * @param period between two questions; MQTT: not used
 * @param timeout of connecting and of one answer
 * @param login at the broker; null for none
 * @param secret of the login, as the server keeps it
 * @param layout further words of its kind, as JSON
 * @param entries what is read of each of its meters
 */
public record MeterSource(
    long id,
    String code,
    String name,
    Kind kind,
    String host,
    int port,
    boolean enabled,
    List<String> units,
    Duration period,
    Duration timeout,
    @Nullable String login,
    @Nullable String secret,
    String layout,
    List<MeterEntry> entries,
    Instant changed,
    String changedBy) {
  private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
  private static final Duration LONGEST = Duration.ofDays(1);

  /** What is spoken. */
  public enum Kind {
    MODBUS,
    DLT645,
    MQTT;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws RuleException {@code meter-kind}
     */
    public static Kind ofText(String text) {
      for (Kind kind : values()) {
        if (kind.text().equals(text)) {
          return kind;
        }
      }
      throw new RuleException("kind", "must be modbus, dlt645 or mqtt", text, "meter-kind");
    }
  }

  public MeterSource {
    code =
        Checks.matching(
            "code",
            code,
            CODE,
            "must be 1 to 40 small letters, digits and hyphens",
            "meter-source-code");
    name = Checks.text("name", name);
    requireNonNull(kind, "kind is null");
    host = kind == Kind.DLT645 && host.isBlank() ? "" : Checks.text("host", host);
    if (host.chars().anyMatch(c -> c <= ' ' || c == '/')) {
      throw new RuleException("host", "must be a name or an address", host, "host-form");
    }
    if (port < 1 || port > 65_535) {
      throw new RuleException("port", "must be 1 to 65535", port, "port-range");
    }
    units = List.copyOf(units);
    requireWithin("period", period, Duration.ofSeconds(1));
    requireWithin("timeout", timeout, Duration.ofMillis(50));
    requireNonNull(layout, "layout is null");
    entries = List.copyOf(entries);
    requireNonNull(changed, "changed is null");
    requireNonNull(changedBy, "changedBy is null");
  }

  private static void requireWithin(String field, Duration value, Duration least) {
    if (value.compareTo(least) < 0 || value.compareTo(LONGEST) > 0) {
      throw new RuleException(
          field,
          "must be %s ms to one day".formatted(least.toMillis()),
          value.toMillis() + " ms",
          field + "-range");
    }
  }

  public MeterSource withSecret(@Nullable String other) {
    return new MeterSource(
        id, code, name, kind, host, port, enabled, units, period, timeout, login, other, layout,
        entries, changed, changedBy);
  }

  /** Does not print the secret. */
  @Override
  public String toString() {
    return "MeterSource[%s %s %s:%s]".formatted(code, kind.text(), host, port);
  }
}
