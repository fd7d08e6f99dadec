// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.limits;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.Locale;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.RuleTable;

/**
 * The law above the standards, by the day of the data: up to 2026-08-14 the law of the matter, from
 * 2026-08-15 the Ecological Environment Code (生态环境法典). No article is cited that was not read.
 */
public final class LegalFrame {
  private static final RuleTable TABLE = RuleTable.resource(LegalFrame.class, "legal-frame.tsv");

  /** What a law is about. */
  public enum Matter {
    AIR,
    WATER,
    /** The environment at large. */
    GENERAL,
    SOLID,
    NOISE;

    /** {@code air}, as the table writes it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A law.
   *
   * @param basis as it may be shown: unverified ones say so
   * @param en its English name
   */
  public record Law(Basis basis, String en) {
    public Law {
      requireNonNull(basis, "basis is null");
      requireNonNull(en, "en is null");
    }

    /** In both languages. */
    public String citation() {
      return "%s (%s)".formatted(basis.document(), en);
    }
  }

  private LegalFrame() {}

  /** The law of a matter on a day of the data. */
  public static Law at(Matter matter, LocalDate day) {
    return TABLE.at(day).stream()
        .filter(row -> row.text("matter").equals(matter.word()))
        .findFirst()
        .map(row -> new Law(Limit.shown(row.basis()), row.text("en")))
        .orElseThrow(
            () ->
                new LawException(
                    LawException.Code.NO_RULE,
                    "date",
                    "no law on %s is known for %s".formatted(matter.word(), day)));
  }
}
