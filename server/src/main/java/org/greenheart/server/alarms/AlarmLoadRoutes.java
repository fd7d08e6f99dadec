// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.alarms;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Callers;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.accounts.Sight;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.ApiJson;
import org.greenheart.server.api.JsonFault;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.AlarmDesk;
import org.greenheart.storage.registry.AlarmPolicy;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Severity;
import org.greenheart.storage.registry.SoundedAlarm;
import org.greenheart.storage.registry.Tables;
import org.greenheart.storage.registry.Thing;
import org.jspecify.annotations.Nullable;

/** How many alarms people bear, and how alarms are handled: recurrences, operators, escalation. */
public final class AlarmLoadRoutes implements Routes {
  private static final Duration USUAL = Duration.ofHours(24);
  private static final Duration LONGEST = Duration.ofDays(31);

  /** Open so long, an alarm says nothing new any more. */
  private static final Duration STALE = Duration.ofHours(24);

  private static final int MOST_STALE = 10;

  private final Registry registry;
  private final ObjectMapper mapper = ApiJson.mapper();

  public AlarmLoadRoutes(Registry registry) {
    this.registry = requireNonNull(registry, "registry is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/alarm-load", this::load, Right.READ_ALARMS, About.WHAT_IS_SEEN);
    routes.get(
        "/api/alarm-policy",
        ctx -> ctx.json(PolicyView.of(registry.alarmDesk().policy())),
        Right.READ_ALARMS,
        About.NO_POINT);
    routes.put("/api/alarm-policy", this::decide, Right.KEEP_RULES);
  }

  private void load(Context ctx) {
    Instant to = Params.time(ctx, "to").orElseGet(registry::now);
    Instant from = Params.time(ctx, "from").orElseGet(() -> to.minus(USUAL));
    if (!from.isBefore(to) || Duration.between(from, to).compareTo(LONGEST) > 0) {
      throw ApiException.badRequest(
          "time-order",
          "from (%s) must be before to (%s) by at most %s days"
              .formatted(from, to, LONGEST.toDays()));
    }
    Sight sight = Callers.sight(ctx);
    ctx.json(registry.read(tables -> view(tables, from, to, sight)));
  }

  private static LoadView view(Tables tables, Instant from, Instant to, Sight sight) {
    AlarmDesk desk = tables.alarmDesk();
    List<SoundedAlarm> sounded = desk.sounded(from, to).stream().filter(sight::sees).toList();
    AlarmLoad load = AlarmLoad.of(sounded, from, to, desk.policy().operators());
    List<Alarm> stale =
        tables.alarms().open().stream()
            .filter(sight::sees)
            .filter(alarm -> alarm.start().isBefore(tables.now().minus(STALE)))
            .toList();
    return new LoadView(
        load,
        load.rules().stream().map(share -> RuleShare.of(share, tables)).toList(),
        load.points().stream()
            .map(
                share ->
                    new PointShare(
                        share.key(),
                        tables.catalogue().thing(share.key()).map(Thing::name).orElse(""),
                        share.count(),
                        share.percent().toPlainString()))
            .toList(),
        stale.size(),
        stale.stream().limit(MOST_STALE).map(alarm -> AlarmView.of(alarm, tables)).toList());
  }

  /**
   * The load with names.
   *
   * @param staleCount open for more than 24 hours in the data's time
   * @param stale the oldest of these
   */
  record LoadView(
      @JsonUnwrapped AlarmLoad load,
      List<RuleShare> worstRules,
      List<PointShare> worstPoints,
      int staleCount,
      List<AlarmView> stale) {}

  record RuleShare(String rule, AlarmView.Name name, int count, String percent) {
    private static RuleShare of(AlarmLoad.Share<String> share, Tables tables) {
      AlarmView.Name name =
          tables.rules().history(share.key()).stream()
              .reduce((first, second) -> first.version() > second.version() ? first : second)
              .map(rule -> new AlarmView.Name(rule.name(), rule.nameEn()))
              .orElse(new AlarmView.Name(share.key(), share.key()));
      return new RuleShare(share.key(), name, share.count(), share.percent().toPlainString());
    }
  }

  record PointShare(long thing, String name, int count, String percent) {}

  private void decide(Context ctx) {
    PolicyView view = JsonFault.read(mapper, ctx.body(), PolicyView.class, "policy");
    AlarmPolicy decided = registry.alarmDesk().decide(view.policy(), AlarmRoutes.person(ctx));
    ctx.json(PolicyView.of(decided));
  }

  /** How alarms are handled, as it is read and written. */
  record PolicyView(
      long recurrenceSeconds, int operators, @Nullable List<@Nullable StepView> steps) {
    private static PolicyView of(AlarmPolicy policy) {
      return new PolicyView(
          policy.recurrence().toSeconds(),
          policy.operators(),
          policy.steps().stream()
              .<@Nullable StepView>map(
                  step ->
                      new StepView(
                          step.severity().text(),
                          step.level(),
                          step.after().toSeconds(),
                          step.recipient()))
              .toList());
    }

    private AlarmPolicy policy() {
      List<@Nullable StepView> given = steps == null ? List.of() : steps;
      return new AlarmPolicy(
          Duration.ofSeconds(recurrenceSeconds),
          operators,
          given.stream().map(PolicyView::step).toList());
    }

    private static AlarmPolicy.Step step(@Nullable StepView view) {
      if (view == null) {
        throw new RuleException("steps", "must be a list of steps", "null", "policy-step");
      }
      return view.step();
    }
  }

  /** A level of escalation. */
  record StepView(
      @Nullable String severity, int level, long afterSeconds, @Nullable String recipient) {
    private AlarmPolicy.Step step() {
      return new AlarmPolicy.Step(
          severity(severity),
          level,
          Duration.ofSeconds(afterSeconds),
          recipient == null ? "" : recipient.strip());
    }

    private static Severity severity(@Nullable String word) {
      for (Severity severity : Severity.values()) {
        if (severity.text().equals(word)) {
          return severity;
        }
      }
      throw new RuleException(
          "severity", "must be info, warning or danger", word, "policy-severity");
    }
  }
}
