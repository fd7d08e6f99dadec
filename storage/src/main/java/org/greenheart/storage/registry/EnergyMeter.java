// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Locale;
import org.greenheart.storage.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * Which datastream tells the use of a carrier, and where.
 *
 * @param id 0 while not kept yet
 * @param unit the line or kiln; 0 = the whole works
 * @param product what a carrier {@link #OUTPUT} counts; 0 for energy
 * @param carrier a word of the table of carriers, or {@link #OUTPUT}
 * @param tariff {@code peak}, {@code flat}, {@code valley}, or {@code all}
 * @param datastream number; it may be gone, then there are no readings
 * @param factor how many of the carrier's unit one of the datastream's is, above 0
 * @param to when it was taken away; null while it counts
 * @param recorded filled in by the registry
 */
public record EnergyMeter(
    long id,
    long enterprise,
    long unit,
    long product,
    String carrier,
    String tariff,
    long datastream,
    Way way,
    Decimal factor,
    Instant from,
    @Nullable Instant to,
    String author,
    Instant recorded) {
  /** The carrier that is none: what is counted is a product. */
  public static final String OUTPUT = "output";

  /**
   * @throws RuleException {@code meter-factor}, {@code meter-product}, {@code period-order}
   */
  public EnergyMeter {
    carrier = Checks.text("carrier", carrier);
    tariff = Checks.text("tariff", tariff);
    author = Checks.text("author", author);
    requireNonNull(way, "way is null");
    requireNonNull(recorded, "recorded is null");
    if (factor.unscaled() <= 0) {
      throw new RuleException("factor", "must be above 0", factor, "meter-factor");
    }
    if (carrier.equals(OUTPUT) == (product == 0)) {
      throw new RuleException(
          "product", "must be given for output, and only for it", product, "meter-product");
    }
    if (to != null) {
      Checks.order(from, to);
    }
  }

  /** How its readings tell a use. */
  public enum Way {
    /** They rise; a use is the difference of two. */
    COUNTER,
    /** Each hour has its sum (Cou). */
    TOTAL;

    /** The word in the database and in the interface: {@code counter}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws RuleException {@code meter-way}
     */
    public static Way ofText(String text) {
      for (Way way : values()) {
        if (way.text().equals(text)) {
          return way;
        }
      }
      throw new RuleException("way", "must be counter or total", text, "meter-way");
    }
  }
}
