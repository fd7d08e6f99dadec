// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supply;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.greenheart.server.api.JsonBody;
import org.greenheart.storage.registry.LotAmount;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.SupplyLot;
import org.greenheart.storage.registry.SupplyProduct;
import org.greenheart.storage.registry.Tables;

/** Lots: made, made into others, shown to whoever knows their code. */
public final class LotDesk {
  /** What an owner may show on a lot's public page. */
  static final Set<String> SHOWN = Set.of("product", "owner", "quantity", "days", "footprint");

  private LotDesk() {}

  /**
   * Writes down a lot.
   *
   * @param code in any way to write one; blank to have one given, which needs the product's GTIN
   * @throws RuleException {@code lot-code}, {@code gtin-form}, {@code gtin-check}, {@code
   *     lot-other-gtin}, {@code lot-code-missing}, {@code lot-shown}, {@code lot-input}, {@code
   *     lot-overdrawn}
   */
  static SupplyLot make(
      Tables tables,
      Seats seats,
      SupplyProduct product,
      String code,
      BigDecimal quantity,
      LocalDate from,
      LocalDate to,
      Set<String> shown,
      List<LotAmount> inputs) {
    seats.require(product.owner());
    requireShown(shown);
    for (LotAmount input : inputs) {
      SupplyLot lot = tables.supply().lots().find(input.lot()).orElseThrow();
      requireLeft(lot, usable(tables, lot, product.owner()), input.quantity());
    }
    String given = code.isBlank() ? next(tables, product, from) : LotCode.read(code);
    String gtin = product.gtin();
    if (given.startsWith("01/") && (gtin == null || !given.startsWith("01/" + gtin + "/"))) {
      throw new RuleException(
          "code", "must have the product's GTIN (%s)".formatted(gtin), code, "lot-other-gtin");
    }
    return tables
        .supply()
        .lots()
        .put(new SupplyLot(0, product.id(), given, quantity, from, to, shown, 0), inputs);
  }

  private static RuleException noInput(SupplyLot lot) {
    return new RuleException(
        "inputs",
        "must be lots of one's own, or received ones that did not fail their check",
        lot.code(),
        "lot-input");
  }

  /** How much of a lot can go into one of an enterprise. */
  private static BigDecimal usable(Tables tables, SupplyLot lot, long enterprise) {
    if (owner(tables, lot) == enterprise) {
      return left(tables, lot);
    }
    BigDecimal received = tables.supply().lots().received(lot.id(), enterprise);
    if (received.signum() == 0) {
      throw noInput(lot);
    }
    return received.subtract(tables.supply().lots().used(lot.id(), enterprise));
  }

  static void requireShown(Set<String> shown) {
    for (String word : shown) {
      if (!SHOWN.contains(word)) {
        throw new RuleException(
            "shown",
            "must be some of %s".formatted(SHOWN.stream().sorted().toList()),
            word,
            "lot-shown");
      }
    }
  }

  private static String next(Tables tables, SupplyProduct product, LocalDate from) {
    String gtin = product.gtin();
    if (gtin == null) {
      throw new RuleException(
          "code", "must be given where the product has no GTIN", "", "lot-code-missing");
    }
    String day = from.toString().replace("-", "");
    for (int i = 1; ; i++) {
      String code = "01/%s/10/L%s-%s".formatted(gtin, day, i);
      if (tables.supply().lots().byCode(code).isEmpty()) {
        return code;
      }
    }
  }

  static long owner(Tables tables, SupplyLot lot) {
    return tables.supply().product(lot.product()).orElseThrow().owner();
  }

  /** That so much of a lot of a product is there to be shipped. */
  static void requireLeft(Tables tables, LotAmount amount, long product) {
    SupplyLot lot =
        tables
            .supply()
            .lots()
            .find(amount.lot())
            .filter(each -> each.product() == product)
            .orElseThrow(
                () ->
                    new RuleException(
                        "lots",
                        "must be lots of the product that is ordered",
                        amount.lot(),
                        "lot-not-of-product"));
    requireLeft(lot, left(tables, lot), amount.quantity());
  }

  /** What the owner of a lot has of it still. */
  static BigDecimal left(Tables tables, SupplyLot lot) {
    return lot.quantity()
        .subtract(tables.supply().lots().shipped(lot.id()))
        .subtract(tables.supply().lots().used(lot.id(), owner(tables, lot)));
  }

  private static void requireLeft(SupplyLot lot, BigDecimal left, BigDecimal quantity) {
    if (quantity.compareTo(left) > 0) {
      throw new RuleException(
          "quantity",
          "must be at most %s: so much of lot %s is left"
              .formatted(left.max(BigDecimal.ZERO).toPlainString(), lot.code()),
          quantity.toPlainString(),
          "lot-overdrawn");
    }
  }

  /**
   * Amounts of lots in a request, named by code: lots that the caller may see.
   *
   * @throws RuleException {@code lot-unknown}
   */
  static List<LotAmount> amounts(Tables tables, Seats seats, List<JsonBody> bodies) {
    List<LotAmount> amounts = new ArrayList<>();
    for (JsonBody body : bodies) {
      String code = body.text("lot");
      SupplyLot lot =
          tables
              .supply()
              .lots()
              .byCode(LotCode.read(code))
              .filter(each -> Found.sees(tables, seats, each))
              .orElseThrow(
                  () ->
                      new RuleException("lot", "must be a lot that is known", code, "lot-unknown"));
      amounts.add(new LotAmount(lot.id(), body.decimal("quantity")));
    }
    return List.copyOf(amounts);
  }
}
