// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.production;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.greenheart.server.places.ImportColumn;

/**
 * A unit that stands in brackets in a head. Heads are known without their brackets, so an amount in
 * tonnes under {@code 产量(kg)} would be wrong by a thousand and look right.
 */
final class HeadUnit {
  private static final Pattern UNIT =
      Pattern.compile(
          "[(（]\\s*([万千百]?(?:t|吨|kg|千克|公斤|g|克|pieces?|件|个|片|块|箱|m2|m²|㎡|平方米|m3|m³|立方米|方"
              + "|kwh|千瓦时|度|mwh|gj|mj|l|升))\\s*[)）]",
          Pattern.CASE_INSENSITIVE);

  private HeadUnit() {}

  /** What is wrong with the unit in a head; empty when it has none, or the column's own. */
  static Optional<String> wrongIn(ImportColumn column, String head) {
    Matcher unit = UNIT.matcher(head);
    if (!unit.find()) {
      return Optional.empty();
    }
    return switch (column.key()) {
      case "amount", "qualified" ->
          Optional.of(
              "must not have a unit (%s): it belongs into the column amountUnit (单位), row by row"
                  .formatted(unit.group(1)));
      case "kilograms" ->
          unit.group(1).matches("(?i)kg|千克|公斤")
              ? Optional.empty()
              : Optional.of("must be kg, not %s".formatted(unit.group(1)));
      default -> Optional.empty();
    };
  }
}
