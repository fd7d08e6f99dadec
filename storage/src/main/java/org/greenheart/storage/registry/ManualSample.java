// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One sampling, or one look at an instrument, at a point.
 *
 * @param number of the laboratory's report; of a reading may be empty
 * @param sample its number; empty where there is none
 * @param laboratory of a reading null
 * @param accreditation number of the laboratory's qualification (CMA); null when not said
 * @param from when the sampling began
 * @param to when it ended; the same as from for what took a moment
 * @param analysed the day of the analysis; null when not said
 * @param sampler who took the sample or read the instrument; null when not said
 */
public record ManualSample(
    long thing,
    Kind kind,
    String number,
    String sample,
    @Nullable String laboratory,
    @Nullable String accreditation,
    Instant from,
    Instant to,
    @Nullable LocalDate analysed,
    @Nullable String sampler,
    @Nullable String remark) {
  /** What it is. */
  public enum Kind {
    /** A report of a laboratory. */
    LABORATORY,
    /** A person read a gauge or a hand-held instrument. */
    READING;

    /** The word in the database and in the interface: {@code laboratory}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws RuleException {@code report-kind}
     */
    public static Kind ofText(String text) {
      for (Kind kind : values()) {
        if (kind.text().equals(text)) {
          return kind;
        }
      }
      throw new RuleException("kind", "must be laboratory or reading", text, "report-kind");
    }
  }

  /**
   * @throws RuleException {@code report-number}, {@code report-laboratory}, {@code report-order},
   *     {@code too-long}
   */
  public ManualSample {
    requireNonNull(kind, "kind is null");
    number = number.isBlank() ? "" : Checks.text("number", number);
    sample = sample.isBlank() ? "" : Checks.text("sample", sample);
    laboratory = Checks.optional("laboratory", laboratory);
    accreditation = Checks.optional("accreditation", accreditation);
    sampler = Checks.optional("sampler", sampler);
    remark = Checks.optional("remark", remark);
    if (kind == Kind.LABORATORY && number.isEmpty()) {
      throw new RuleException(
          "number", "must be given for a laboratory's report", number, "report-number");
    }
    if (kind == Kind.LABORATORY && laboratory == null) {
      throw new RuleException(
          "laboratory", "must be given for a laboratory's report", "", "report-laboratory");
    }
    if (to.isBefore(from)) {
      throw new RuleException(
          "to", "must not be before from (%s)".formatted(from), to, "report-order");
    }
  }

  /**
   * What tells a sample from every other.
   *
   * @param from when it was read; null for a laboratory's, which have numbers
   */
  public record Identity(
      long thing, Kind kind, String number, String sample, @Nullable Instant from) {}

  public Identity identity() {
    return new Identity(thing, kind, number, sample, kind == Kind.LABORATORY ? null : from);
  }

  /** Whether both are the same sample by what identifies one. */
  public boolean isSameSample(ManualSample other) {
    return identity().equals(other.identity());
  }
}
