// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.production;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.OutputEntry;
import org.greenheart.storage.registry.Product;
import org.greenheart.storage.registry.RuleException;

/** Reads what was made, from a form or a row. */
final class OutputForm {
  private static final Map<String, String> UNITS =
      Map.of(
          "t", "t", "吨", "t", "piece", "piece", "pieces", "piece", "件", "piece", "m2", "m2", "m²",
          "m2", "平方米", "m2");

  private final WorksBook works;
  private final String author;
  private final Instant now;

  OutputForm(WorksBook works, String author, Instant now) {
    this.works = requireNonNull(works, "works is null");
    this.author = requireNonNull(author, "author is null");
    this.now = requireNonNull(now, "now is null");
  }

  /**
   * @throws RuleException for what breaks a rule: {@code output-unit}, {@code period-ahead} ...
   */
  OutputEntry read(Fields fields) {
    Product product = works.product("product", fields.text("product"));
    Decimal amount = fields.number("amount");
    fields.find("amountUnit").ifPresent(unit -> requireUnit(product, unit));
    Instant from = Periods.from("from", fields.text("from"));
    Instant to = Periods.to("to", fields.text("to"));
    if (from.isAfter(now)) {
      throw new RuleException("from", "must not be ahead of now", from, "period-ahead");
    }
    return new OutputEntry(
        0,
        works.enterprise(),
        product.id(),
        fields.find("unit").map(code -> works.unit("unit", code).id()).orElse(0L),
        fields.text("batch"),
        from,
        to,
        amount,
        fields.findNumber("qualified").orElse(amount),
        fields.flag("withdrawn"),
        author,
        Instant.EPOCH,
        fields.find("why").orElse(null));
  }

  private static void requireUnit(Product product, String unit) {
    if (!product.unit().equals(UNITS.get(unit))) {
      throw new RuleException(
          "amountUnit",
          "must be %s, in which %s is counted".formatted(product.unit(), product.code()),
          unit,
          "output-unit");
    }
  }
}
