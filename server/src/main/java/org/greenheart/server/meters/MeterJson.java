// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.ApiJson;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.MeterEntry;
import org.greenheart.storage.registry.MeterSource;
import org.greenheart.storage.registry.RuleException;
import org.jspecify.annotations.Nullable;

/** Sources and their maps as the REST interface has them. */
final class MeterJson {
  private static final ObjectMapper MAPPER = ApiJson.mapper();
  private static final Duration USUAL_PERIOD = Duration.ofMinutes(1);
  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(3);

  /** Who changes or removes a source may have to wait for an answer on the line. */
  private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(1);

  private MeterJson() {}

  /** An entry as it is given and shown; exact numbers are texts. */
  record Entry(
      String code,
      @Nullable String name,
      String place,
      @Nullable String area,
      @Nullable String type,
      @Nullable String order,
      @Nullable String scale,
      @Nullable String shift,
      @Nullable String unit,
      @Nullable Boolean counter,
      @Nullable String wrapsAt,
      @Nullable String mostPerHour) {
    static Entry of(MeterEntry entry) {
      return new Entry(
          entry.code(),
          entry.name(),
          entry.place(),
          entry.area(),
          entry.type(),
          entry.order(),
          entry.scale().toString(),
          entry.shift().toString(),
          entry.unit(),
          entry.counter(),
          text(entry.wrapsAt()),
          text(entry.mostPerHour()));
    }

    private static @Nullable String text(@Nullable Decimal number) {
      return number == null ? null : number.toString();
    }

    MeterEntry entry() {
      return new MeterEntry(
          given("code", code),
          name,
          given("place", place),
          word(area),
          word(type),
          word(order),
          number("scale", scale).orElse(Decimal.of(1)),
          number("shift", shift).orElse(Decimal.of(0)),
          word(unit),
          Boolean.TRUE.equals(counter),
          number("wrapsAt", wrapsAt).orElse(null),
          number("mostPerHour", mostPerHour).orElse(null));
    }
  }

  /** A source as it is given. A secret that is null stays as it was. */
  record Body(
      String code,
      String name,
      String kind,
      @Nullable String host,
      @Nullable Integer port,
      @Nullable Boolean enabled,
      @Nullable List<String> units,
      @Nullable Integer period,
      @Nullable Integer timeout,
      @Nullable String login,
      @Nullable String secret,
      @Nullable SourceLayout layout,
      @Nullable List<Entry> entries,
      @Nullable String sample) {

    /**
     * @param was the source that is changed; null for a new one
     */
    MeterSource source(@Nullable MeterSource was, Instant now, String who, MeterSecrets secrets) {
      MeterSource.Kind of = MeterSource.Kind.ofText(given("kind", kind));
      if (was != null && was.kind() != of) {
        throw new RuleException("kind", "must stay " + was.kind().text(), kind, "meter-kind");
      }
      List<MeterEntry> map =
          MeterMap.checked(
              of, entries == null ? List.of() : entries.stream().map(Entry::entry).toList());
      MeterSource draft =
          new MeterSource(
              was == null ? 0 : was.id(),
              was == null ? given("code", code) : was.code(),
              given("name", name),
              of,
              of == MeterSource.Kind.DLT645 && host == null ? "" : given("host", host),
              port == null ? usualPort(of) : port,
              enabled == null || enabled,
              MeterUnits.checked(of, units == null ? List.of() : units),
              period == null ? USUAL_PERIOD : Duration.ofSeconds(period),
              timeout(timeout),
              login == null || login.isBlank() ? null : login.strip(),
              null,
              layout(of),
              map,
              now,
              who);
      return draft.withSecret(keptSecret(was, draft, secrets));
    }

    private String layout(MeterSource.Kind of) {
      return switch (of) {
        case MODBUS -> SourceLayout.EMPTY;
        case DLT645 -> write(SourceLayout.ofGateway(layout));
        case MQTT -> write(MqttMapping.checked(layout));
      };
    }

    private static Duration timeout(@Nullable Integer millis) {
      if (millis != null && millis > LONGEST_TIMEOUT.toMillis()) {
        throw new RuleException(
            "timeout",
            "must be at most %s ms".formatted(LONGEST_TIMEOUT.toMillis()),
            millis + " ms",
            "timeout-range");
      }
      return millis == null ? USUAL_TIMEOUT : Duration.ofMillis(millis);
    }

    /** A password goes with its address and login: it is never told to another by itself. */
    private @Nullable String keptSecret(
        @Nullable MeterSource was, MeterSource draft, MeterSecrets secrets) {
      if (draft.login() == null) {
        return null;
      }
      if (secret != null) {
        return secret.isEmpty()
            ? null
            : secrets.seal(draft.code(), draft.host(), draft.port(), secret);
      }
      if (was == null || was.secret() == null) {
        return null;
      }
      if (!was.host().equals(draft.host())
          || was.port() != draft.port()
          || !draft.login().equals(was.login())
          || (isTls(was) && !isTls(draft))) {
        throw new RuleException(
            "secret",
            "must be given again: it was for %s at %s:%s%s"
                .formatted(was.login(), was.host(), was.port(), isTls(was) ? ", with TLS" : ""),
            null,
            "secret-again");
      }
      return was.secret();
    }

    private static boolean isTls(MeterSource source) {
      return SourceLayout.of(source).tls();
    }

    private static int usualPort(MeterSource.Kind kind) {
      return switch (kind) {
        case MODBUS -> 502;
        case DLT645 -> 8_001;
        case MQTT -> 1_883;
      };
    }
  }

  private static String given(String field, @Nullable String text) {
    if (text == null) {
      throw new RuleException(field, "must be given", null, "field-missing");
    }
    return text;
  }

  private static String word(@Nullable String text) {
    return text == null ? "" : text.strip();
  }

  static Optional<Decimal> number(String field, @Nullable String text) {
    return text == null || text.isBlank()
        ? Optional.empty()
        : Optional.of(
            Decimal.parse(text)
                .orElseThrow(
                    () -> new RuleException(field, "must be a number", text, "number-unreadable")));
  }

  /**
   * @throws ApiException 400 when it is not of the type
   */
  static <T> T read(String body, Class<T> type) {
    try {
      T read = MAPPER.readValue(body.isBlank() ? "null" : body, type);
      if (read != null) {
        return read;
      }
    } catch (JsonProcessingException e) {
      throw ApiException.badRequest(
          "body-form", "the body does not fit%s: %s".formatted(place(e), e.getOriginalMessage()));
    }
    throw ApiException.badRequest("body-not-object", "the body must be a JSON object");
  }

  /** Where in the body: {@code at entries.2.counter}. */
  private static String place(JsonProcessingException e) {
    if (!(e instanceof JsonMappingException fault) || fault.getPath().isEmpty()) {
      return "";
    }
    return fault.getPath().stream()
        .map(
            part ->
                part.getFieldName() == null ? String.valueOf(part.getIndex()) : part.getFieldName())
        .collect(Collectors.joining(".", " at ", ""));
  }

  static String write(Object document) {
    try {
      return MAPPER.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A source with how it does.
   *
   * @param state {@code off}, {@code starting}, {@code ok}, {@code partly} or {@code failing}
   * @param hasSecret whether a secret is kept; it is never shown
   */
  record View(
      long id,
      String code,
      String name,
      String kind,
      String host,
      int port,
      boolean enabled,
      List<String> units,
      long period,
      long timeout,
      @Nullable String login,
      boolean hasSecret,
      SourceLayout layout,
      List<Entry> entries,
      Instant changed,
      String changedBy,
      String state,
      SourceState.@Nullable Problem problem,
      long answers,
      long missed,
      List<SourceState.UnitState> meters) {
    static View of(MeterSource source, Optional<SourceState> state) {
      return new View(
          source.id(),
          source.code(),
          source.name(),
          source.kind().text(),
          source.host(),
          source.port(),
          source.enabled(),
          source.units(),
          source.period().toSeconds(),
          source.timeout().toMillis(),
          source.login(),
          source.secret() != null,
          SourceLayout.of(source),
          source.entries().stream().map(Entry::of).toList(),
          source.changed(),
          source.changedBy(),
          word(state),
          state.flatMap(SourceState::connection).orElse(null),
          state.map(SourceState::keptAnswers).orElse(0L),
          state.map(SourceState::missedRounds).orElse(0L),
          state.map(one -> List.copyOf(one.units())).orElse(List.of()));
    }

    private static String word(Optional<SourceState> state) {
      if (state.isEmpty()) {
        return "off";
      }
      SourceState one = state.get();
      long bad = one.units().stream().filter(unit -> unit.problem() != null).count();
      if (one.connection().isPresent() || (bad > 0 && bad == one.units().size())) {
        return "failing";
      }
      if (bad > 0) {
        return "partly";
      }
      return one.isConnected() ? "ok" : "starting";
    }
  }
}
