// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.supervision;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.greenheart.regulation.rules.Check;
import org.greenheart.regulation.tax.SolidWasteTax;
import org.greenheart.regulation.tax.TaxMedium;
import org.jspecify.annotations.Nullable;

/**
 * All that the lists say of one firm and month. Immutable.
 *
 * @param standing in the lists of permits and taxpayers
 * @param filed day of filing; null: not filed
 * @param explanations that someone has given, not yet proven: they make a clue less sure
 */
public record FirmMonth(
    Firm firm,
    YearMonth month,
    Standing standing,
    @Nullable LocalDate filed,
    List<OutletMonth> outlets,
    List<Penalty> penalties,
    List<WasteMonth> wastes,
    List<Project> projects,
    List<Consumption> consumptions,
    List<Comparison> comparisons,
    List<Explained> explanations) {
  public FirmMonth {
    requireNonNull(firm, "firm is null");
    requireNonNull(month, "month is null");
    requireNonNull(standing, "standing is null");
    outlets = List.copyOf(outlets);
    penalties = List.copyOf(penalties);
    wastes = List.copyOf(wastes);
    projects = List.copyOf(projects);
    consumptions = List.copyOf(consumptions);
    comparisons = List.copyOf(comparisons);
    explanations = List.copyOf(explanations);
  }

  /** A firm of which the lists hold outlets alone. */
  public static FirmMonth of(
      Firm firm, YearMonth month, Standing standing, List<OutletMonth> outlets) {
    return new FirmMonth(
        firm, month, standing, null, outlets, List.of(), List.of(), List.of(), List.of(), List.of(),
        List.of());
  }

  /** A day of the month: it selects the rules. */
  public LocalDate date() {
    return month.atEndOfMonth();
  }

  /** Whether anything was declared for the month. */
  public boolean declares() {
    return outlets.stream().anyMatch(outlet -> outlet.declared() != null);
  }

  /**
   * @param permitted has a permit, a registration or an entry as key unit
   * @param taxable the outlets that it names, by their codes, each with its record
   * @param taxpayer is identified as a taxpayer
   */
  public record Standing(boolean permitted, Map<String, Evidence> taxable, boolean taxpayer) {
    public Standing {
      taxable = Map.copyOf(taxable);
    }
  }

  /** A decision of the month. */
  public record Penalty(Kind kind, Evidence record) {
    /** What for. */
    public enum Kind {
      AIR_EXCESS,
      WATER_EXCESS,
      NOISE_EXCESS,
      NOT_CONNECTED,
      TAMPERING,
      HIDDEN_PIPE,
      FALSE_DECLARATION,
      DUMPING;

      /** Whether the tax is then counted on what was generated (Regulation Art. 7). */
      boolean onGeneration() {
        return switch (this) {
          case NOT_CONNECTED, TAMPERING, HIDDEN_PIPE, FALSE_DECLARATION -> true;
          case AIR_EXCESS, WATER_EXCESS, NOISE_EXCESS, DUMPING -> false;
        };
      }

      /** Whether the tax of solid waste is then counted on it (Regulation Art. 6). */
      boolean onGeneratedWaste() {
        return switch (this) {
          case DUMPING, FALSE_DECLARATION -> true;
          case AIR_EXCESS, WATER_EXCESS, NOISE_EXCESS, NOT_CONNECTED, TAMPERING, HIDDEN_PIPE ->
              false;
        };
      }

      /** Whether it is about an outlet of the medium; noise is about the whole firm. */
      boolean isOf(TaxMedium medium) {
        return switch (this) {
          case AIR_EXCESS -> medium == TaxMedium.AIR;
          case WATER_EXCESS -> medium == TaxMedium.WATER;
          case NOISE_EXCESS, NOT_CONNECTED, TAMPERING, HIDDEN_PIPE, FALSE_DECLARATION, DUMPING ->
              true;
        };
      }

      boolean ofExcess() {
        return switch (this) {
          case AIR_EXCESS, WATER_EXCESS, NOISE_EXCESS -> true;
          case NOT_CONNECTED, TAMPERING, HIDDEN_PIPE, FALSE_DECLARATION, DUMPING -> false;
        };
      }
    }
  }

  /**
   * @param ledger by the manifests and the ledger
   * @param declaredT what was declared as taxed
   */
  public record WasteMonth(
      String kind, SolidWasteTax.Waste ledger, BigDecimal declaredT, List<Evidence> records) {
    public WasteMonth {
      Check.notNegative("declaredT", declaredT);
      records = List.copyOf(records);
    }
  }

  /** A construction site, by the number of its permit. */
  public record Project(String number, boolean active, boolean dustDeclared, Evidence record) {}

  /**
   * Electricity, gas, water or raw material of the month.
   *
   * @param used as billed
   * @param idle as used when nothing is made; null: not known
   * @param quota what the month's output should have used; null: not known
   */
  public record Consumption(
      String what,
      String unit,
      BigDecimal used,
      @Nullable BigDecimal idle,
      @Nullable Quota quota,
      Evidence record) {
    public Consumption {
      Check.notNegative("used", used);
      if (idle != null) {
        Check.notNegative("idle", idle);
      }
    }
  }

  /**
   * What an output should use.
   *
   * @param output of the month, in the unit of the quota
   * @param low for one unit of output
   * @param high for one unit of output; not below {@code low}
   * @param records of the output
   */
  public record Quota(BigDecimal output, BigDecimal low, BigDecimal high, List<Evidence> records) {
    public Quota {
      Check.notNegative("output", output);
      Check.positive("low", low);
      records = List.copyOf(records);
    }
  }

  /**
   * A declared figure and what it is measured by.
   *
   * @param like last year's same period, or the peers' median
   * @param records of both, as far as they are the firm's own
   */
  public record Comparison(
      Measure measure,
      String pollutant,
      String unit,
      BigDecimal declared,
      BigDecimal like,
      List<Evidence> records) {
    /** Measured by what. */
    public enum Measure {
      LAST_YEAR,
      PEERS
    }

    public Comparison {
      Check.notNegative("declared", declared);
      Check.notNegative("like", like);
      records = List.copyOf(records);
    }
  }
}
