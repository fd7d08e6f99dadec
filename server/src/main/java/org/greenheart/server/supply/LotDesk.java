// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supply;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
   *     lot-other-gtin}, {@code lot-other-prefix}, {@code lot-code-taken}, {@code
   *     lot-code-missing}, {@code lot-shown}, {@code lot-input}, {@code lot-overdrawn}
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
    requireFree(tables, product.owner(), given);
    return tables
        .supply()
        .lots()
        .put(
            new SupplyLot(0, product.owner(), product.id(), given, quantity, from, to, shown, 0),
            inputs);
  }

  /** Codes of a prefix are whose it is to give; of the others, each owner has its own. */
  private static void requireFree(Tables tables, long owner, String code) {
    if (tables.supply().prefixes().holder(code).filter(each -> each != owner).isPresent()) {
      throw new RuleException(
          "code",
          "must not be of a prefix that is registered for another enterprise",
          code,
          "lot-other-prefix");
    }
    if (tables.supply().lots().byCode(owner, code).isPresent()) {
      throw new RuleException(
          "code", "must be another than those of one's lots", code, "lot-code-taken");
    }
  }

  /** The lot that a code names for everybody: that of whoever holds the prefix. */
  static Optional<SupplyLot> held(Tables tables, String code) {
    return tables
        .supply()
        .prefixes()
        .holder(code)
        .flatMap(owner -> tables.supply().lots().byCode(owner, code));
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
    if (lot.owner() == enterprise) {
      return left(tables, lot);
    }
    if (tables.supply().lots().received(lot.id(), enterprise).signum() == 0) {
      throw noInput(lot);
    }
    return kept(tables, lot, enterprise);
  }

  /** What an enterprise has still of what it received of a lot. */
  private static BigDecimal kept(Tables tables, SupplyLot lot, long enterprise) {
    return tables
        .supply()
        .lots()
        .received(lot.id(), enterprise)
        .subtract(tables.supply().lots().used(lot.id(), enterprise));
  }

  /** What a caller has still of a lot: its owner of all of it, others of what they received. */
  static BigDecimal left(Tables tables, Seats seats, SupplyLot lot) {
    return seats.holds(lot.owner())
        ? left(tables, lot)
        : seats.enterprises().stream()
            .map(each -> kept(tables, lot, each))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
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
      if (tables.supply().lots().byCode(product.owner(), code).isEmpty()) {
        return code;
      }
    }
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
        .subtract(tables.supply().lots().used(lot.id(), lot.owner()));
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
   * Amounts of lots in a request, named by code: lots that the caller may see. Where both an own
   * and a received one have the code, the own one is meant; where still several have it, {@code id}
   * says which. A lot that is named twice counts once, with the sum.
   *
   * @throws RuleException {@code lot-unknown}, {@code lot-ambiguous}
   */
  static List<LotAmount> amounts(Tables tables, Seats seats, List<JsonBody> bodies) {
    Map<Long, BigDecimal> amounts = new LinkedHashMap<>();
    for (JsonBody body : bodies) {
      LotAmount each = new LotAmount(named(tables, seats, body).id(), body.decimal("quantity"));
      amounts.merge(each.lot(), each.quantity(), BigDecimal::add);
    }
    return amounts.entrySet().stream()
        .map(each -> new LotAmount(each.getKey(), each.getValue()))
        .toList();
  }

  private static SupplyLot named(Tables tables, Seats seats, JsonBody body) {
    String code = body.text("lot");
    Optional<BigDecimal> id = body.optionalDecimal("id");
    List<SupplyLot> seen =
        tables.supply().lots().withCode(LotCode.read(code)).stream()
            .filter(each -> id.isEmpty() || id.get().compareTo(BigDecimal.valueOf(each.id())) == 0)
            .filter(each -> Found.sees(tables, seats, each))
            .toList();
    List<SupplyLot> own = seen.stream().filter(each -> seats.holds(each.owner())).toList();
    List<SupplyLot> meant = own.isEmpty() ? seen : own;
    if (meant.size() != 1) {
      throw new RuleException(
          "lot",
          meant.isEmpty()
              ? "must be a lot that is known"
              : "is the code of several lots: give the id of one",
          code,
          meant.isEmpty() ? "lot-unknown" : "lot-ambiguous");
    }
    return meant.getFirst();
  }
}
