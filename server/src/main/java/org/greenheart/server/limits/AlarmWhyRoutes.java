// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.limits;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.greenheart.regulation.limits.Averaging;
import org.greenheart.regulation.limits.Judgement;
import org.greenheart.regulation.limits.LegalFrame;
import org.greenheart.regulation.limits.Limit;
import org.greenheart.regulation.limits.Measured;
import org.greenheart.regulation.limits.Medium;
import org.greenheart.regulation.limits.Verdict;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Step;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.AlarmLimit;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Rule;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /api/alarms/{id}/why}: what was judged, by which limit and why by that one, on which
 * law of the data's day, with the working; and whether the limit is another one by now.
 */
public final class AlarmWhyRoutes implements Routes {
  private final Registry registry;
  private final Telemetry telemetry;
  private final OperatingLimits limits;

  public AlarmWhyRoutes(Registry registry, Telemetry telemetry, OperatingLimits limits) {
    this.registry = requireNonNull(registry, "registry is null");
    this.telemetry = requireNonNull(telemetry, "telemetry is null");
    this.limits = requireNonNull(limits, "limits is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/alarms/{id}/why", this::why, Right.READ_ALARMS, About.ALARM);
  }

  /**
   * The answer.
   *
   * @param peak where the peak comes from; null when its row is not found
   * @param day of the data, in Beijing
   * @param judged what it was judged by, the newest first; empty when the rule asks for no limit
   * @param law above the standard on that day; null when nothing of the law was asked
   * @param verdict the peak held against that limit
   * @param now what counts for that day by what is known now; null when nothing does
   * @param changed whether that is another limit than the one that judged
   */
  private record Why(
      long alarm,
      RuleView rule,
      Input input,
      @Nullable PeakRow peak,
      LocalDate day,
      List<JudgedBy> judged,
      @Nullable LawView law,
      @Nullable String citation,
      @Nullable VerdictView verdict,
      @Nullable ChoiceView now,
      boolean changed) {}

  private record RuleView(String code, int version, String name, String nameEn, String basis) {}

  private record Input(
      long thing,
      String code,
      @Nullable Decimal value,
      String unit,
      Instant start,
      @Nullable Instant end) {}

  private record JudgedBy(String ref, Instant recorded, JsonNode choice) {}

  /** A law; an unverified one says so. */
  record LawView(String document, String en, String confidence, String source) {
    static LawView of(LegalFrame.Law law) {
      return new LawView(
          law.basis().document(), law.en(), law.basis().confidence().word(), law.basis().source());
    }
  }

  private record VerdictView(
      boolean exceeded,
      String judged,
      @Nullable String multiple,
      boolean roundingDecides,
      List<Step> steps) {}

  private void why(Context ctx) {
    long id = Params.number(ctx, "id");
    Alarm alarm = registry.alarms().existing(id);
    Optional<Rule> rule = registry.rules().version(alarm.rule(), alarm.ruleVersion());
    LocalDate day = alarm.start().atZone(HeldStretches.BEIJING).toLocalDate();
    List<JudgedBy> judged = new ArrayList<>();
    for (AlarmLimit one : registry.limits().of(id).reversed()) {
      judged.add(new JudgedBy(one.limit(), one.recorded(), LimitJson.read(one.choice())));
    }
    Optional<ChosenNow> now = judged.isEmpty() ? Optional.empty() : now(alarm, day);
    JsonNode limit = judged.isEmpty() ? null : judged.getFirst().choice().get("limit");
    LegalFrame.Law law =
        limit == null
            ? null
            : LegalFrame.at(Medium.ofWord(limit.get("medium").asText()).matter(), day);
    ctx.json(
        new Why(
            id,
            new RuleView(
                alarm.rule(),
                alarm.ruleVersion(),
                rule.map(Rule::name).orElse(alarm.rule()),
                rule.map(Rule::nameEn).orElse(alarm.rule()),
                alarm.basis()),
            new Input(
                alarm.thing(),
                alarm.signalCode(),
                alarm.peak(),
                alarm.unit(),
                alarm.start(),
                alarm.end()),
            interval(alarm)
                .flatMap(
                    mean -> PeakRow.of(registry, telemetry, alarm, mean, atOxygen(alarm, judged)))
                .orElse(null),
            day,
            judged,
            law == null ? null : LawView.of(law),
            limit == null || law == null ? null : citation(limit, law),
            limit == null ? null : verdict(alarm, limit).orElse(null),
            now.map(ChosenNow::view).orElse(null),
            limit != null
                && !now.map(one -> one.chosen().ref()).orElse("").equals(judged.getFirst().ref())));
  }

  /** The newest limit that judged, as it stands at a reference oxygen; null when it does not. */
  private static @Nullable StandingLimit atOxygen(Alarm alarm, List<JudgedBy> judged) {
    JsonNode choice = judged.isEmpty() ? null : judged.getFirst().choice();
    if (choice == null || choice.path("oxygen").asText("").isEmpty()) {
      return null; // none, or judged before it was kept
    }
    return StandingLimit.of(
            LimitView.limit(choice.get("limit")),
            LimitsAtHand.unit(alarm.unit()),
            StandingLimit.Judges.CONVERTED,
            new BigDecimal(choice.get("oxygen").asText()))
        .orElse(null);
  }

  private static String citation(JsonNode limit, LegalFrame.Law law) {
    JsonNode basis = limit.get("basis");
    String clause = basis.get("clause").asText();
    return "%s%s; %s"
        .formatted(
            basis.get("document").asText(), clause.isEmpty() ? "" : ", " + clause, law.citation());
  }

  private static Optional<VerdictView> verdict(Alarm alarm, JsonNode kept) {
    Decimal peak = alarm.peak();
    if (peak == null) {
      return Optional.empty();
    }
    Limit limit = LimitView.limit(kept);
    String unit = LimitsAtHand.unit(alarm.unit());
    try {
      Reasoned<Verdict> verdict =
          Judgement.of(
              limit,
              new Measured(
                  peak.toBigDecimal(),
                  unit.isEmpty() ? limit.unit() : unit,
                  limit.averaging(),
                  limit.referenceOxygen() != null,
                  null));
      return Optional.of(
          new VerdictView(
              verdict.value().exceeded(),
              verdict.value().judged().toPlainString(),
              verdict.value().multiple() == null
                  ? null
                  : verdict.value().multiple().toPlainString(),
              verdict.value().roundingDecides(),
              verdict.steps()));
    } catch (LawException e) {
      return Optional.empty();
    }
  }

  private record ChosenNow(ChosenLimit chosen, ChoiceView view) {}

  /** What counts for the alarm's day by what is known now. */
  private Optional<ChosenNow> now(Alarm alarm, LocalDate day) {
    LimitsAtHand atHand = limits.atHand();
    Optional<Interval> interval = interval(alarm);
    Optional<OutletFacts> outlet = atHand.outletOf(alarm.thing());
    if (interval.isEmpty() || outlet.isEmpty()) {
      return Optional.empty();
    }
    Averaging averaging = PermitEntries.averaging(interval.get());
    try {
      OutletLimits book =
          atHand.limits(
              outlet.get(), alarm.signalCode(), averaging, LimitsAtHand.unit(alarm.unit()));
      return book.chosen(day).map(chosen -> new ChosenNow(chosen, book.view(chosen)));
    } catch (LawException e) {
      return Optional.empty(); // entries contradict each other: nothing is told
    }
  }

  /** The mean that the rule judges, from its parameters. */
  private Optional<Interval> interval(Alarm alarm) {
    return registry
        .rules()
        .version(alarm.rule(), alarm.ruleVersion())
        .map(rule -> LimitJson.read(rule.parameters()).path("interval").asText(""))
        .filter(word -> !word.isEmpty())
        .map(Interval::ofText);
  }
}
