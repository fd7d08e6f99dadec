// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.tax;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Step;
import org.greenheart.regulation.tax.Compliance;
import org.greenheart.regulation.tax.Discharge;
import org.greenheart.regulation.tax.Filing;
import org.greenheart.regulation.tax.NoiseTax;
import org.greenheart.regulation.tax.OutletTax;
import org.greenheart.regulation.tax.SolidWasteTax;
import org.greenheart.regulation.tax.TaxItem;
import org.greenheart.regulation.tax.TaxItems;
import org.greenheart.regulation.tax.TaxMedium;
import org.greenheart.regulation.tax.TaxRates;
import org.greenheart.server.limits.PointLimits;
import org.greenheart.server.places.OutletPoints;
import org.greenheart.storage.registry.Enterprise;
import org.greenheart.storage.registry.Medium;
import org.greenheart.storage.registry.Outlet;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;

/**
 * Computes the tax of a month, outlet by outlet (Law Art. 9; Regulation Art. 8), from the hours
 * that the points at the outlets have, else from laboratories' samples. Thread-safe.
 */
final class MonthTax {

  private final Registry registry;
  private final PointMonths points;
  private final LaboratoryAmounts samples;

  MonthTax(
      Registry registry,
      Telemetry telemetry,
      Supplier<PointLimits> limits,
      LaboratoryResults laboratories) {
    this.registry = requireNonNull(registry, "registry is null");
    this.points = new PointMonths(registry, telemetry, limits, laboratories);
    this.samples = new LaboratoryAmounts(laboratories);
  }

  /**
   * @param sees which points may be read
   * @throws LawException for a month before the law, a rate no province may set, waste that adds up
   *     to less than nothing
   */
  TaxStatement of(Enterprise enterprise, TaxRequest asked, LongPredicate sees, Instant now) {
    LocalDate date = asked.month().atEndOfMonth();
    List<TaxStatement.OutletPart> outlets = new ArrayList<>();
    OutletPoints at = new OutletPoints(registry.places());
    List<Outlet> own =
        registry.places().outlets().list().stream()
            .filter(outlet -> outlet.enterprise() == enterprise.id())
            .sorted(Comparator.comparing(Outlet::code))
            .toList();
    boolean whole =
        own.stream().flatMap(outlet -> at.after(outlet.id()).stream()).allMatch(sees::test);
    for (Outlet outlet : own) {
      List<Long> after = at.after(outlet.id());
      List<Long> seen = after.stream().filter(sees::test).toList();
      // One at which nothing measures is told to who sees all of the others.
      if (!seen.isEmpty() || (after.isEmpty() && whole)) {
        outlets.add(part(outlet, asked, seen, now));
      }
    }
    List<TaxStatement.OtherPart> others = others(asked, date);
    BigDecimal total = BigDecimal.ZERO.setScale(2);
    for (TaxStatement.OutletPart part : outlets) {
      total = total.add(part.total());
    }
    for (TaxStatement.OtherPart part : others) {
      total = total.add(part.tax());
    }
    return new TaxStatement(
        enterprise.creditCode(),
        enterprise.name(),
        asked.month(),
        !now.isBefore(
            asked.month().plusMonths(1).atDay(1).atStartOfDay(MonthReader.BEIJING).toInstant()),
        outlets,
        others,
        total,
        Filing.due(asked.month()).value());
  }

  private static List<TaxStatement.OtherPart> others(TaxRequest asked, LocalDate date) {
    List<TaxStatement.OtherPart> others = new ArrayList<>();
    for (TaxRequest.WasteAsked waste : asked.wastes()) {
      Reasoned<BigDecimal> tax =
          SolidWasteTax.of(waste.kind(), waste.waste(), waste.dumped(), date);
      others.add(
          new TaxStatement.OtherPart(
              "solid", waste.kind(), tax.value(), tax.basis().shown(), tax.steps()));
    }
    for (TaxRequest.NoiseAsked noise : asked.noises()) {
      Reasoned<BigDecimal> tax =
          NoiseTax.of(noise.day(), noise.night(), noise.boundaryM(), noise.places(), date);
      others.add(
          new TaxStatement.OtherPart(
              "noise", noise.site(), tax.value(), tax.basis().shown(), tax.steps()));
    }
    return others;
  }

  private static Reasoned<BigDecimal> rate(TaxRequest asked, TaxMedium medium, LocalDate date) {
    BigDecimal given =
        switch (medium) {
          case AIR -> asked.airRate();
          case WATER -> asked.waterRate();
        };
    if (given != null) {
      return TaxRates.given(given, medium, date);
    }
    String province = asked.province();
    if (province == null) {
      throw new LawException(
          LawException.Code.MISSING, "province", "the input province or a rate must be given");
    }
    return TaxRates.of(province, medium, date);
  }

  private TaxStatement.OutletPart part(
      Outlet outlet, TaxRequest asked, List<Long> things, Instant now) {
    List<TaxStatement.Note> notes = new ArrayList<>();
    List<PollutantMonth> months = new ArrayList<>();
    for (long thing : things) {
      points.read(outlet, thing, MonthReader.Months.of(asked.month()), now).stream()
          .flatMap(series -> series.months().values().stream())
          .filter(
              month -> {
                boolean twice = months.stream().anyMatch(one -> one.code().equals(month.code()));
                if (twice) {
                  notes.add(TaxStatement.Note.of("monitored-twice", month.code(), month.name()));
                }
                return !twice;
              })
          .forEach(months::add);
    }
    List<PollutantMonth> all = samples.with(outlet, asked, months, notes);
    all.stream()
        .filter(month -> !month.reports().isEmpty())
        .forEach(
            month -> notes.add(TaxStatement.Note.of("manual-exceeds", month.code(), month.name())));
    if (all.isEmpty() && notes.isEmpty()) {
      notes.add(new TaxStatement.Note("no-data", outlet.code(), outlet.code()));
    }
    return assess(outlet, asked, all, notes);
  }

  private static TaxStatement.OutletPart assess(
      Outlet outlet, TaxRequest asked, List<PollutantMonth> months, List<TaxStatement.Note> notes) {
    LocalDate date = asked.month().atEndOfMonth();
    TaxMedium medium = outlet.medium() == Medium.AIR ? TaxMedium.AIR : TaxMedium.WATER;
    Map<String, PollutantMonth> byName = new HashMap<>();
    List<Discharge> discharges = new ArrayList<>();
    Map<String, Compliance> compliance = new HashMap<>();
    List<Step> steps = new ArrayList<>();
    for (PollutantMonth month : months) {
      Optional<TaxItem> item = item(outlet, medium, asked, month, notes, date);
      if (item.isPresent() && byName.putIfAbsent(item.get().zh(), month) != null) {
        notes.add(TaxStatement.Note.of("monitored-twice", month.code(), month.name()));
      } else if (item.isPresent()) {
        steps.addAll(prefixed(month));
        discharges.add(
            Discharge.ofKg(item.get().zh(), item.get(), month.kg().max(BigDecimal.ZERO)));
        Compliance kept = month.compliance();
        if (kept != null) {
          compliance.put(item.get().zh(), kept);
        }
        notesOn(month, notes);
      }
    }
    if (discharges.isEmpty()) {
      return new TaxStatement.OutletPart(
          outlet.code(),
          outlet.name(),
          medium.word(),
          null,
          List.of(),
          BigDecimal.ZERO.setScale(2),
          null,
          List.of(),
          notes);
    }
    Reasoned<BigDecimal> rate = rate(asked, medium, date);
    Reasoned<OutletTax.Assessment> tax =
        OutletTax.of(discharges, rate, compliance, asked.boundary(), date);
    steps.addAll(tax.steps());
    return new TaxStatement.OutletPart(
        outlet.code(),
        outlet.name(),
        medium.word(),
        rate.value(),
        tax.value().lines().stream()
            .map(
                line ->
                    new TaxStatement.Line(
                        requireNonNull(byName.get(line.discharge().name()), "no month"),
                        line.discharge().item(),
                        line.discharge().equivalents(),
                        line.fate().name().toLowerCase(Locale.ROOT),
                        line.factor(),
                        line.tax()))
            .toList(),
        tax.value().total(),
        tax.basis().shown(),
        steps,
        notes);
  }

  private static List<Step> prefixed(PollutantMonth month) {
    return month.steps().stream()
        .map(
            step ->
                new Step(
                    month.name() + " " + step.zh(),
                    month.code() + ": " + step.en(),
                    step.expression(),
                    step.result()))
        .toList();
  }

  private static void notesOn(PollutantMonth month, List<TaxStatement.Note> notes) {
    if (month.hours().missing() > 0) {
      notes.add(TaxStatement.Note.of("hours-missing", month.code(), month.name()));
    }
    if (month.hours().before() > 0) {
      notes.add(TaxStatement.Note.of("hours-before", month.code(), month.name()));
    }
  }

  private static Optional<TaxItem> item(
      Outlet outlet,
      TaxMedium medium,
      TaxRequest asked,
      PollutantMonth month,
      List<TaxStatement.Note> notes,
      LocalDate date) {
    String name = month.code();
    if (name.equals(PointMonths.PARTICULATES)) {
      @Nullable String dust = asked.dust().get(outlet.code());
      if (dust == null) {
        notes.add(TaxStatement.Note.of("dust-kind", month.code(), month.name()));
        return Optional.empty();
      }
      name = dust;
    }
    try {
      Optional<TaxItem> item = TaxItems.find(medium, "dust." + outlet.code(), name, date);
      if (item.isEmpty()) {
        notes.add(TaxStatement.Note.of("not-in-annex", month.code(), month.name()));
      }
      return item;
    } catch (LawException e) {
      if (name.equals(month.code())) {
        notes.add(TaxStatement.Note.of("not-known", month.code(), month.name()));
        return Optional.empty();
      }
      throw e;
    }
  }
}
