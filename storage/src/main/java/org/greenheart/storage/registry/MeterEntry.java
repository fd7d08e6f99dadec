// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import org.greenheart.storage.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * One quantity in the map of a {@link MeterSource}: where it stands and what it means. The words
 * are those of the source's kind; the server reads them.
 *
 * @param code of the quantity, as in Datastreams
 * @param name what people call it; null for the name that the code has
 * @param place a register, a data identifier or a JSON pointer
 * @param area of the registers: holding, input ...; empty where there are none
 * @param type how the number is written: u16, float32 ...; empty where it says so itself
 * @param order of bytes and words: ABCD, CDAB ...; empty where there is none
 * @param scale the value is what was read, times this, and the shift added
 * @param counter whether it only rises
 * @param wrapsAt see {@link Counter}; of the value, not of what was read
 * @param mostPerHour see {@link Counter}
 */
public record MeterEntry(
    String code,
    @Nullable String name,
    String place,
    String area,
    String type,
    String order,
    Decimal scale,
    Decimal shift,
    String unit,
    boolean counter,
    @Nullable Decimal wrapsAt,
    @Nullable Decimal mostPerHour) {
  private static final int LONGEST_CODE = 64;

  public MeterEntry {
    code = Checks.text("code", code);
    if (code.length() > LONGEST_CODE || !code.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      throw new RuleException(
          "code", "must be at most 64 letters, digits and signs of ASCII", code, "code-form");
    }
    name = Checks.optional("name", name);
    place = Checks.text("place", place);
    requireNonNull(area, "area is null");
    requireNonNull(type, "type is null");
    requireNonNull(order, "order is null");
    requireNonNull(scale, "scale is null");
    if (scale.unscaled() == 0) {
      throw new RuleException("scale", "must not be 0", scale, "number-range");
    }
    requireNonNull(shift, "shift is null");
    requireNonNull(unit, "unit is null");
    if (!counter && (wrapsAt != null || mostPerHour != null)) {
      throw new RuleException(
          "counter", "must be yes where a width or a most is given", "no", "counter-missing");
    }
  }
}
