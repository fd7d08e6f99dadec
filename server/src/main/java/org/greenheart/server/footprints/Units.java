// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.footprints;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import org.greenheart.server.energy.LotCarbon;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.SupplyProduct;
import org.jspecify.annotations.Nullable;

/**
 * From the unit in which a works counts its output to the one in which it sells: a works that
 * weighs its ware in tonnes may sell it in kilograms or, where the mass of one is known, in pieces.
 *
 * @param factor so many of the works' units are one of those sold
 * @param mass of one unit sold in kilograms; null where it is not known
 */
record Units(BigDecimal factor, @Nullable BigDecimal mass) {
  private static final String PIECE = "piece";
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);

  /** Ways to write a unit; what is not here is written in one way. */
  private static final Map<String, String> SAME =
      Map.of(
          "pcs", PIECE, "pc", PIECE, "pieces", PIECE, "件", PIECE, "个", PIECE, "吨", "t", "公斤", "kg",
          "千克", "kg", "㎡", "m2");

  /**
   * @throws RuleException {@code footprint-unit}
   */
  static Units of(LotCarbon made, SupplyProduct sold) {
    String from = SAME.getOrDefault(made.unit(), made.unit());
    String to = SAME.getOrDefault(sold.unit(), sold.unit());
    BigDecimal mass = made.kilogramsPerUnit().filter(each -> each.signum() > 0).orElse(null);
    if (from.equals(to)) {
      return new Units(BigDecimal.ONE, to.equals("t") ? THOUSAND : mass);
    }
    BigDecimal ofMade = kilograms(from, mass);
    BigDecimal ofSold = kilograms(to, null);
    if (ofMade == null || ofSold == null) {
      throw new RuleException(
          "unit",
          "must be one that the works' unit (%s) can be turned into".formatted(made.unit()),
          sold.unit(),
          "footprint-unit");
    }
    return new Units(ofSold.divide(ofMade, MathContext.DECIMAL64), ofSold);
  }

  private static @Nullable BigDecimal kilograms(String unit, @Nullable BigDecimal mass) {
    return switch (unit) {
      case "kg" -> BigDecimal.ONE;
      case "t" -> THOUSAND;
      default -> mass;
    };
  }

  BigDecimal perSold(BigDecimal perMade) {
    return perMade.multiply(factor);
  }
}
