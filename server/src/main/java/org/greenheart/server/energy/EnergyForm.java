// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import org.greenheart.regulation.carbon.EnergyCarrier;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.server.production.Fields;
import org.greenheart.server.production.OwnStreams;
import org.greenheart.server.production.Periods;
import org.greenheart.server.production.WorksBook;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.EnergyEntry;
import org.greenheart.storage.registry.EnergyMeter;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.Product;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Tables;

/** Reads bills and meters, from a form or a row. */
final class EnergyForm {
  private static final Map<String, String> TARIFFS =
      Map.of(
          "all", "all", "peak", "peak", "flat", "flat", "valley", "valley", "峰", "peak", "平",
          "flat", "谷", "valley", "总", "all");

  private final Tables tables;
  private final WorksBook works;
  private final String author;

  EnergyForm(Tables tables, long enterprise, String author) {
    this.tables = requireNonNull(tables, "tables is null");
    this.works = new WorksBook(tables, enterprise);
    this.author = requireNonNull(author, "author is null");
  }

  /**
   * @throws RuleException for what breaks a rule: {@code energy-unit}, {@code unknown-carrier} ...
   */
  EnergyEntry bill(Fields fields) {
    EnergyCarrier carrier = carrier(fields.text("carrier"));
    Decimal amount = fields.number("amount");
    String unit = fields.text("amountUnit");
    var _ = perUnit(carrier, "amountUnit", unit);
    Instant from = Periods.from("from", fields.text("from"));
    Instant to = Periods.to("to", fields.text("to"));
    if (from.isAfter(tables.now())) {
      throw new RuleException("from", "must not be ahead of now", from, "period-ahead");
    }
    String facts = fields.find("facts").orElse("");
    if (carrier.kind() == EnergyCarrier.Kind.MATERIAL) {
      requireComposition(facts, from);
    }
    if (amount.unscaled() < 0
        && carrier.kind() != EnergyCarrier.Kind.ELECTRICITY
        && carrier.kind() != EnergyCarrier.Kind.HEAT) {
      throw new RuleException(
          "amount", "may be below 0 (sold) for electricity and heat only", amount, "energy-sold");
    }
    return new EnergyEntry(
        0,
        works.enterprise(),
        unit(fields),
        carrier.word(),
        tariff(fields, carrier),
        from,
        to,
        amount,
        unit,
        fields.text("document"),
        facts,
        fields.flag("withdrawn"),
        author,
        Instant.EPOCH,
        fields.find("why").orElse(null));
  }

  private static void requireComposition(String facts, Instant from) {
    try {
      LocalDate day = LocalDate.ofInstant(from, Periods.BEIJING);
      var _ = CarbonCount.carbonates(BigDecimal.ONE, facts, day);
    } catch (LawException e) {
      throw new RuleException(
          "facts",
          "must say the composition, such as CaCO3=0.021;MgCO3=0.009;eta=0.9: " + e.getMessage(),
          facts,
          "facts-form");
    }
  }

  private static EnergyCarrier carrier(String text) {
    return EnergyCarrier.find(text)
        .orElseThrow(
            () ->
                new RuleException(
                    "carrier",
                    "must be one of "
                        + List.of(EnergyCarrier.values()).stream()
                            .map(EnergyCarrier::word)
                            .toList(),
                    text,
                    "unknown-carrier"));
  }

  private static BigDecimal perUnit(EnergyCarrier carrier, String field, String unit) {
    try {
      return carrier.perUnit(unit);
    } catch (LawException e) {
      throw new RuleException(
          field,
          "does not count %s, which is in %s".formatted(carrier.word(), carrier.unit()),
          unit,
          "energy-unit");
    }
  }

  private long unit(Fields fields) {
    return fields.find("unit").map(code -> works.unit("unit", code).id()).orElse(0L);
  }

  private static String tariff(Fields fields, EnergyCarrier carrier) {
    String text = fields.find("tariff").orElse("all");
    String tariff = TARIFFS.get(text);
    if (tariff == null
        || (!tariff.equals("all") && carrier.kind() != EnergyCarrier.Kind.ELECTRICITY)) {
      throw new RuleException(
          "tariff", "must be all, or for electricity peak, flat or valley", text, "energy-tariff");
    }
    return tariff;
  }

  /**
   * @param begin when a datastream begins: from then on a meter counts that says nothing else
   * @throws RuleException {@code meter-unit}, {@code meter-interval}, {@code unknown-datastream}
   *     ...
   */
  EnergyMeter meter(Fields fields, LongFunction<Optional<Instant>> begin) {
    Datastream stream =
        OwnStreams.require(tables, works.enterprise(), "datastream", fields.text("datastream"));
    EnergyMeter.Way way = EnergyMeter.Way.ofText(fields.text("way"));
    if (way == EnergyMeter.Way.TOTAL && stream.interval() != Interval.HOUR) {
      throw new RuleException(
          "datastream",
          "must be of hours, whose sums are added up",
          stream.interval().text(),
          "meter-interval");
    }
    boolean output = fields.text("carrier").equals(EnergyMeter.OUTPUT);
    Optional<Product> product =
        output ? Optional.of(works.product("product", fields.text("product"))) : Optional.empty();
    EnergyCarrier carrier = output ? EnergyCarrier.ELECTRICITY : carrier(fields.text("carrier"));
    return new EnergyMeter(
        0,
        works.enterprise(),
        unit(fields),
        product.map(Product::id).orElse(0L),
        output ? EnergyMeter.OUTPUT : carrier.word(),
        tariff(fields, carrier),
        stream.number(),
        way,
        fields.findNumber("factor").orElseGet(() -> factor(stream, way, product, carrier)),
        fields
            .find("from")
            .map(text -> Periods.from("from", text))
            .or(() -> begin.apply(stream.number()))
            .orElseGet(tables::now),
        null,
        author,
        Instant.EPOCH);
  }

  /** By the datastream's own unit; a sum over time of a rate is in the unit without the time. */
  private static Decimal factor(
      Datastream stream, EnergyMeter.Way way, Optional<Product> product, EnergyCarrier carrier) {
    String symbol = Optional.ofNullable(stream.unit().symbol()).orElse("");
    String counted =
        way == EnergyMeter.Way.TOTAL
            ? symbol.replaceAll("/h$", "").replaceAll("^([kM]W)$", "$1h")
            : symbol;
    if (product.isPresent()) {
      if (product.get().unit().equals(counted.toLowerCase(Locale.ROOT))) {
        return Decimal.of(1);
      }
      throw meterUnit(symbol, product.get().unit());
    }
    try {
      return Decimal.of(carrier.perUnit(counted)).orElseThrow();
    } catch (LawException e) {
      throw meterUnit(symbol, carrier.unit());
    }
  }

  private static RuleException meterUnit(String symbol, String wanted) {
    return new RuleException(
        "factor",
        "must be given: the datastream is in another unit than %s".formatted(wanted),
        symbol,
        "meter-unit");
  }
}
