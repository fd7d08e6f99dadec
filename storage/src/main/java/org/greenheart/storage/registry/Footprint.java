// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The carbon footprint of a product, or of one lot of it. Never edited: what is said anew
 * deprecates what was said before.
 *
 * @param id 0 for a new one
 * @param uuid by which others know it
 * @param owner the enterprise that says so
 * @param lot null for the product as a whole
 * @param kilograms of CO2 equivalent for one unit of the product
 * @param primaryShare how much of it rests on own data, in percent; null where nobody knows
 * @param boundary which processes it holds
 * @param method by which rules it was computed
 * @param from of the period it speaks of
 * @param to of the period, itself not within
 * @param working how it was computed, line by line
 * @param preceding the uuid of the one before; null for the first
 */
public record Footprint(
    long id,
    String uuid,
    long owner,
    long product,
    @Nullable Long lot,
    BigDecimal kilograms,
    @Nullable BigDecimal primaryShare,
    String boundary,
    String method,
    Instant from,
    Instant to,
    Source source,
    String working,
    boolean active,
    @Nullable String preceding,
    Instant made) {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** Where the number comes from. */
  public enum Source {
    /** A person says so. */
    DECLARED,
    /** From meters and output of this server. */
    METERED,
    /** Own work and the footprints of inputs. */
    SUMMED
  }

  /**
   * @throws RuleException {@code quantity-range}, {@code footprint-share}, {@code footprint-period}
   *     and those of texts
   */
  public Footprint {
    requireNonNull(uuid, "uuid is null");
    requireNonNull(source, "source is null");
    requireNonNull(working, "working is null");
    requireNonNull(made, "made is null");
    kilograms = Amounts.notNegative("kilograms", kilograms);
    boundary = Checks.text("boundary", boundary);
    method = Checks.text("method", method);
    if (primaryShare != null
        && (primaryShare.signum() < 0 || primaryShare.compareTo(HUNDRED) > 0)) {
      throw new RuleException(
          "primaryShare", "must be from 0 to 100 percent", primaryShare, "footprint-share");
    }
    if (!from.isBefore(to)) {
      throw new RuleException(
          "to", "must be after from (%s)".formatted(from), to, "footprint-period");
    }
  }
}
