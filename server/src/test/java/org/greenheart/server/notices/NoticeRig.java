// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.notices;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.LongFunction;
import org.greenheart.server.accounts.Caller;
import org.greenheart.server.accounts.Role;
import org.greenheart.server.waiting.ScriptedPause;
import org.greenheart.server.waiting.SetClock;
import org.greenheart.storage.registry.Acceptance;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.NewAlarm;
import org.greenheart.storage.registry.NoticeChannel;
import org.greenheart.storage.registry.NoticeDelivery;
import org.greenheart.storage.registry.NoticeKind;
import org.greenheart.storage.registry.NoticeRecipient;
import org.greenheart.storage.registry.NoticeRule;
import org.greenheart.storage.registry.Reach;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Rule;
import org.greenheart.storage.registry.Scope;
import org.greenheart.storage.registry.Severity;
import org.greenheart.storage.registry.SqliteRegistry;
import org.jspecify.annotations.Nullable;

/** A registry with a duty officer who wants mails, and a dispatcher that works when it is told. */
final class NoticeRig implements AutoCloseable {
  /** Eight in the morning in Beijing. */
  static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  final SetClock clock = new SetClock(START);
  final Registry registry;
  final SentBox mails = new SentBox();
  final NoticeRecipient duty;
  private Dispatcher dispatcher;

  NoticeRig(Path folder) {
    registry = SqliteRegistry.open(folder, clock);
    duty = recipient("duty", null);
    dispatcher = over(registry);
  }

  NoticeRecipient recipient(String code, NoticeRecipient.@Nullable Quiet quiet) {
    return registry
        .noticeBook()
        .put(
            new NoticeRecipient(
                0,
                code,
                code,
                7,
                "en",
                code + "@example.org",
                null,
                quiet,
                LocalTime.of(9, 0),
                true));
  }

  /** Tells a recipient of all alarms by mail. */
  NoticeRule rule(NoticeRecipient to, boolean digest, boolean urgent, Scope scope) {
    return registry
        .noticeBook()
        .put(
            new NoticeRule(
                0,
                to.id(),
                Set.of(NoticeKind.ALARM_RAISED, NoticeKind.ALARM_CLEARED),
                Set.of(Severity.DANGER),
                null,
                scope,
                Set.of(NoticeChannel.EMAIL),
                digest,
                urgent));
  }

  void ruleForDuty() {
    rule(duty, false, false, Scope.ALL);
  }

  Dispatcher over(Registry registry) {
    return over(registry, Runnable::run);
  }

  Dispatcher over(Registry registry, Executor threads) {
    return over(registry, account -> Optional.of(caller(account, Reach.all())), threads);
  }

  private Dispatcher over(
      Registry registry, LongFunction<Optional<Caller>> callerOf, Executor threads) {
    return new Dispatcher(
        registry,
        new Spreading(callerOf),
        new NoticeText(Optional.empty(), Path.of("reports")),
        Map.of(NoticeChannel.EMAIL, mails),
        threads,
        new ScriptedPause(clock, 0),
        clock);
  }

  void reach(LongFunction<Optional<Caller>> callerOf) {
    dispatcher = over(registry, callerOf, Runnable::run);
  }

  static Caller caller(long account, Reach reach) {
    return new Caller(account, "duty", Set.of(Role.DUTY), reach);
  }

  void step() {
    dispatcher.step();
  }

  void step(Duration later) {
    clock.advance(later);
    dispatcher.step();
  }

  long point(String mn) {
    return registry
        .devices()
        .register("hj212", mn, Acceptance.named("Outlet " + mn), START)
        .thing();
  }

  Alarm raise(String mn, String rule, boolean late) {
    return raise(registry, point(mn), rule, late);
  }

  static Alarm raise(Registry registry, long thing, String rule, boolean late) {
    Rule kept =
        registry
            .rules()
            .record(
                new Rule(
                    rule,
                    0,
                    "above-limit",
                    "小时超标",
                    "Hour above limit",
                    Severity.DANGER,
                    null,
                    "{}",
                    Duration.ZERO,
                    Duration.ZERO,
                    false,
                    null,
                    "permit",
                    true,
                    "operator",
                    Instant.EPOCH));
    return registry
        .alarms()
        .raise(new NewAlarm(kept, thing, "a24088", START, null, null, null, "mg/m3", late));
  }

  List<NoticeDelivery> log() {
    return registry.notices().list(null, null, null, Long.MAX_VALUE, 100);
  }

  @Override
  public void close() {
    registry.close();
  }
}
