// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

import static java.util.Objects.requireNonNull;

/**
 * One row of the code tables: a pollutant, a process quantity, a piece of site information.
 *
 * @param code the code of 2017 or later; {@code x} stands for a digit of an equipment number
 * @param zh the Chinese name
 * @param en the English name
 * @param unit the unit of measured values; {@code 1} for a plain number, empty when not known
 * @param dischargeUnit the unit of totals (Cou); empty when there is none
 * @param decimals fraction digits of the data type, -1 when the table names none
 * @param medium what it is measured in
 * @param code2005 the code of 2005; empty when there is none
 * @param standard where the row comes from: {@code 2017}, {@code 2025}, {@code 2005}, or the kind
 *     of use it was seen in
 * @param source the page or repository that shows it
 * @param remark how sure it is, and oddities
 */
public record Factor(
    String code,
    String zh,
    String en,
    String unit,
    String dischargeUnit,
    int decimals,
    Medium medium,
    String code2005,
    String standard,
    String source,
    String remark) {
  public Factor {
    requireNonNull(code, "code is null");
    requireNonNull(zh, "zh is null");
    requireNonNull(en, "en is null");
    requireNonNull(unit, "unit is null");
    requireNonNull(dischargeUnit, "dischargeUnit is null");
    requireNonNull(medium, "medium is null");
    requireNonNull(code2005, "code2005 is null");
    requireNonNull(standard, "standard is null");
    requireNonNull(source, "source is null");
    requireNonNull(remark, "remark is null");
  }
}
