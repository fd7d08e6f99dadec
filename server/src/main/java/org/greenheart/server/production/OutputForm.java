// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.production;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.OutputEntry;
import org.greenheart.storage.registry.Product;
import org.greenheart.storage.registry.RuleException;

/** Reads what was made, from a form or a row. */
final class OutputForm {
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
      throw ahead("from", "must not be ahead of now", fields);
    }
    if (to.isAfter(endOfDay(now))) {
      throw ahead("to", "must not be beyond today", fields);
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

  private static Instant endOfDay(Instant time) {
    return time.atZone(Periods.BEIJING)
        .toLocalDate()
        .plusDays(1)
        .atStartOfDay(Periods.BEIJING)
        .toInstant();
  }

  private static RuleException ahead(String field, String rule, Fields fields) {
    return new RuleException(field, rule, fields.text(field), "period-ahead");
  }

  private static void requireUnit(Product product, String unit) {
    if (!product.unit().equals(CountedIn.word(unit))) {
      throw new RuleException(
          "amountUnit",
          "must be %s, in which %s is counted".formatted(product.unit(), product.code()),
          unit,
          "output-unit");
    }
  }
}
