// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.greenheart.storage.registry.MeterSource.Kind;
import org.greenheart.storage.registry.RuleException;

/** Which meters answer behind an address, as people write them. */
final class MeterUnits {
  private static final int MOST = 255;
  private static final Pattern RANGE = Pattern.compile("([0-9]{1,3})(?:-([0-9]{1,3}))?");
  private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,12}");

  private MeterUnits() {}

  /**
   * @param given Modbus: unit ids and ranges, {@code 1}, {@code 3-8}; DL/T 645: addresses of up to
   *     12 digits
   * @throws RuleException when one cannot be asked
   */
  static List<String> checked(Kind kind, List<String> given) {
    Set<String> units = new LinkedHashSet<>();
    for (String text : given) {
      switch (kind) {
        case MODBUS -> addRange(units, text.strip());
        case DLT645 -> units.add(address(text.strip()));
        case MQTT ->
            throw new RuleException(
                "units", "must be empty: a broker tells who speaks", text, "units-none");
      }
    }
    if (kind != Kind.MQTT && units.isEmpty()) {
      throw new RuleException("units", "must name at least one meter", "", "units-missing");
    }
    return List.copyOf(units);
  }

  private static void addRange(Set<String> units, String text) {
    Matcher range = RANGE.matcher(text);
    int from = range.matches() ? Integer.parseInt(range.group(1)) : MOST + 1;
    int to = range.matches() && range.group(2) != null ? Integer.parseInt(range.group(2)) : from;
    if (from > to || to > MOST) {
      throw new RuleException(
          "units", "must be unit ids of 0 to 255, such as 1 or 3-8", text, "unit-form");
    }
    for (int unit = from; unit <= to; unit++) {
      units.add(Integer.toString(unit));
    }
  }

  private static String address(String text) {
    if (!ADDRESS.matcher(text).matches()) {
      throw new RuleException(
          "units", "must be addresses of up to 12 digits", text, "meter-address");
    }
    return "0".repeat(12 - text.length()) + text;
  }
}
