// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.footprints;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.greenheart.server.energy.CarbonOfLot;
import org.greenheart.server.energy.LotCarbon;
import org.greenheart.storage.registry.Footprint;
import org.greenheart.storage.registry.Footprints;
import org.greenheart.storage.registry.LotAmount;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.SupplyLot;
import org.greenheart.storage.registry.SupplyProduct;
import org.greenheart.storage.registry.Tables;
import org.jspecify.annotations.Nullable;

/**
 * Says footprints. One that is summed adds to the own work, for one unit, the share of each input:
 * amount of the input x its footprint / amount of the lot. Thread-safe.
 */
final class FootprintDesk {
  /** What a sum holds where each input's footprint holds it. */
  static final String CRADLE_TO_GATE = "cradle-to-gate";

  /** What it holds where some input's does not: nothing is counted of what came before that. */
  static final String IN_PART = "part-of-cradle-to-gate";

  private static final int DIGITS = 6;
  private static final int SHARE_DIGITS = 2;
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final CarbonOfLot carbon;
  private final PactEvents events;

  FootprintDesk(CarbonOfLot carbon, PactEvents events) {
    this.carbon = requireNonNull(carbon, "carbon is null");
    this.events = requireNonNull(events, "events is null");
  }

  /**
   * What is known of a product's or lot's own carbon.
   *
   * @param mass of one unit in kilograms; null where it is not known
   */
  record Own(
      BigDecimal kilograms,
      @Nullable BigDecimal primaryShare,
      String boundary,
      String method,
      @Nullable BigDecimal mass) {}

  /**
   * From the meters and output of the works.
   *
   * @throws RuleException {@code footprint-not-metered} with what is missing; {@code
   *     footprint-unit} when it is made and sold in units that have nothing to do with each other
   */
  Own metered(SupplyProduct product, Instant from, Instant to) {
    Optional<LotCarbon> found = carbon.of(product.owner(), product.code(), from, to);
    Optional<BigDecimal> kilograms = found.flatMap(LotCarbon::kgCO2PerUnit);
    if (kilograms.isEmpty()) {
      String missing =
          found.map(each -> String.join(", ", each.missing())).orElse("no output was entered");
      throw new RuleException(
          "way",
          "needs energy and output of %s from %s to %s: %s"
              .formatted(product.code(), from, to, missing),
          "metered",
          "footprint-not-metered");
    }
    LotCarbon carbonOfUnit = found.orElseThrow();
    Units units = Units.of(carbonOfUnit, product);
    return new Own(
        units.perSold(kilograms.orElseThrow()).setScale(DIGITS, RoundingMode.HALF_EVEN),
        carbonOfUnit.primaryShare().setScale(SHARE_DIGITS, RoundingMode.HALF_EVEN),
        carbonOfUnit.boundary(),
        cut(carbonOfUnit.method()),
        units.mass());
  }

  private static String cut(String text) {
    return text.length() > 200 ? text.substring(0, 200) : text;
  }

  /** Says what the own work is, and nothing more. */
  Footprint say(
      Tables tables,
      SupplyProduct product,
      @Nullable SupplyLot lot,
      Own own,
      Footprint.Source source,
      Instant from,
      Instant to) {
    return keep(
        tables, product, lot, own, source, from, to, List.of(line("own work", own.kilograms())));
  }

  private static String line(String what, BigDecimal kilograms) {
    return "%s: %s kg CO2e".formatted(what, kilograms.toPlainString());
  }

  /**
   * Adds the inputs of a lot to its own work.
   *
   * @throws RuleException {@code footprint-no-inputs}, {@code footprint-input-missing}
   */
  Footprint sum(
      Tables tables, SupplyProduct product, SupplyLot lot, Own own, Instant from, Instant to) {
    List<LotAmount> inputs = tables.supply().lots().inputs(lot.id());
    if (inputs.isEmpty()) {
      throw new RuleException(
          "lot", "must have inputs to be summed", lot.code(), "footprint-no-inputs");
    }
    List<String> lines = new ArrayList<>();
    lines.add(line("own work", own.kilograms()));
    BigDecimal total = own.kilograms();
    BigDecimal primary = weighted(own.kilograms(), own.primaryShare());
    boolean whole = true;
    for (LotAmount input : inputs) {
      SupplyLot of = tables.supply().lots().find(input.lot()).orElseThrow();
      Footprint known = ofInput(tables, of, product.owner());
      BigDecimal share =
          input
              .quantity()
              .multiply(known.kilograms())
              .divide(lot.quantity(), DIGITS + 4, RoundingMode.HALF_EVEN);
      total = total.add(share);
      primary = primary.add(weighted(share, known.primaryShare()));
      whole = whole && known.boundary().equals(CRADLE_TO_GATE);
      lines.add(
          line(
              "%s (%s): %s x %s / %s"
                  .formatted(
                      of.code(),
                      known.boundary(),
                      input.quantity().toPlainString(),
                      known.kilograms().toPlainString(),
                      lot.quantity().toPlainString()),
              share.setScale(DIGITS, RoundingMode.HALF_EVEN)));
    }
    BigDecimal percent =
        total.signum() == 0
            ? null
            : primary
                .multiply(HUNDRED)
                .divide(total, SHARE_DIGITS, RoundingMode.HALF_EVEN)
                .min(HUNDRED);
    Own summed =
        new Own(
            total.setScale(DIGITS, RoundingMode.HALF_EVEN),
            percent,
            whole ? CRADLE_TO_GATE : IN_PART,
            own.method(),
            own.mass());
    return keep(tables, product, lot, summed, Footprint.Source.SUMMED, from, to, lines);
  }

  /** Kilograms that rest on own data; where nobody knows the share, none do. */
  private static BigDecimal weighted(BigDecimal kilograms, @Nullable BigDecimal percent) {
    return percent == null
        ? BigDecimal.ZERO
        : kilograms.multiply(percent).divide(HUNDRED, DIGITS + 4, RoundingMode.HALF_EVEN);
  }

  /**
   * That of the lot; where it has none, that of its product, as far as the maker of the sum may
   * read it: a sum tells what goes into it.
   */
  private static Footprint ofInput(Tables tables, SupplyLot lot, long reader) {
    Footprints footprints = tables.supply().footprints();
    return footprints
        .active(lot.product(), lot.id())
        .or(() -> footprints.active(lot.product(), null))
        .filter(
            found ->
                footprints.seen(Set.of(reader), found.lot(), found.id() + 1, 1).stream()
                    .anyMatch(seen -> seen.id() == found.id()))
        .orElseThrow(
            () ->
                new RuleException(
                    "inputs",
                    "must each have a footprint: ask the supplier for that of this lot",
                    lot.code(),
                    "footprint-input-missing"));
  }

  private Footprint keep(
      Tables tables,
      SupplyProduct product,
      @Nullable SupplyLot lot,
      Own own,
      Footprint.Source source,
      Instant from,
      Instant to,
      List<String> lines) {
    Footprint kept =
        tables
            .supply()
            .footprints()
            .add(
                new Footprint(
                    0,
                    UUID.randomUUID().toString(),
                    product.owner(),
                    product.id(),
                    lot == null ? null : lot.id(),
                    own.kilograms(),
                    own.primaryShare(),
                    own.boundary(),
                    own.method(),
                    from,
                    to,
                    source,
                    new Working(lines, own.mass()).json(),
                    true,
                    null,
                    tables.now()));
    events.said(tables, kept);
    return kept;
  }
}
