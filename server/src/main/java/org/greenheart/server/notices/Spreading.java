// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.notices;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.greenheart.server.accounts.Caller;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.accounts.Sight;
import org.greenheart.storage.registry.NoticeChannel;
import org.greenheart.storage.registry.NoticeDelivery.Draft;
import org.greenheart.storage.registry.NoticeDelivery.State;
import org.greenheart.storage.registry.NoticeEvent;
import org.greenheart.storage.registry.NoticeRecipient;
import org.greenheart.storage.registry.NoticeRecipient.Quiet;
import org.greenheart.storage.registry.NoticeRule;
import org.greenheart.storage.registry.Tables;
import org.jspecify.annotations.Nullable;

/**
 * Settles who is told of an event, how and when. Of several rules of one recipient for one channel
 * the most pressing counts. What was found late goes into the digest whatever rules say; whom an
 * event names is told at once whatever rules say.
 */
final class Spreading {
  private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

  private final LongFunction<Optional<Caller>> callerOf;

  /**
   * @param callerOf who an account is now; empty when it may come in no more
   */
  Spreading(LongFunction<Optional<Caller>> callerOf) {
    this.callerOf = requireNonNull(callerOf, "callerOf is null");
  }

  /** How soon; the least first. */
  private enum Press {
    DIGEST,
    WHEN_AWAKE,
    AT_ONCE
  }

  List<Draft> drafts(NoticeEvent event, Tables tables, Instant now) {
    TraderBells.make(event, tables);
    ExceedanceBells.make(event, tables, callerOf);
    Addressees named = Addressees.of(event, tables);
    HandlerBells.make(named, tables, callerOf);
    List<NoticeRecipient> recipients = tables.noticeBook().recipients();
    List<NoticeRule> rules = tables.noticeBook().rules();
    List<Draft> drafts = new ArrayList<>();
    Map<String, Boolean> found = new TreeMap<>();
    for (NoticeRecipient recipient : recipients) {
      boolean isNamed = named.name(recipient);
      if (!recipient.enabled() || !maySee(recipient, event, tables)) {
        continue;
      }
      Map<NoticeChannel, Press> presses = presses(recipient, rules, event, tables);
      if (isNamed) {
        found.put(recipient.code(), true);
        for (NoticeChannel channel : NoticeChannel.values()) {
          presses.put(channel, Press.AT_ONCE);
        }
      }
      presses.forEach(
          (channel, press) -> {
            if (recipient.reachableBy(channel)) {
              drafts.add(draft(recipient, channel, event.late() ? Press.DIGEST : press, now));
            }
          });
    }
    for (String name : named.codes()) {
      if (!found.containsKey(name)) {
        drafts.add(new Draft(null, name, NoticeChannel.BROWSER, State.FAILED, now));
      }
    }
    return drafts;
  }

  private boolean maySee(NoticeRecipient recipient, NoticeEvent event, Tables tables) {
    if (recipient.account() == 0) {
      return true;
    }
    Caller caller = callerOf.apply(recipient.account()).orElse(Caller.nobody());
    return switch (event.kind()) {
      case TEST, REPORT, DIGEST -> caller.id() != 0;
      case ALARM_RAISED, ALARM_CLEARED, ALARM_WITHDRAWN, ALARM_ESCALATED, ALARM_ASSIGNED ->
          caller.may(Right.READ_ALARMS) && seesAlarm(caller, event, tables);
      case CASE_STEP, CASE_DEADLINE ->
          caller.may(Right.READ_CASES) && seesCase(caller, event, tables);
      case SUPPLY_STEP, SUPPLY_WARNING ->
          caller.may(Right.READ_SUPPLY) && trades(caller, event, tables);
      case MANUAL_EXCEEDED, MANUAL_WITHDRAWN ->
          caller.may(Right.READ_DATA) && sees(caller, event, tables);
    };
  }

  /** What is about an area is for those of the area. */
  private static boolean seesAlarm(Caller caller, NoticeEvent event, Tables tables) {
    return event.thing() != null
        ? sees(caller, event, tables)
        : tables
            .alarms()
            .find(event.subject())
            .filter(Sight.of(caller, tables.reaches())::sees)
            .isPresent();
  }

  /** By its point, its unit, or where it lies. */
  private static boolean seesCase(Caller caller, NoticeEvent event, Tables tables) {
    return tables
        .cases()
        .find(event.subject())
        .filter(Sight.of(caller, tables.reaches())::sees)
        .isPresent();
  }

  /** What belongs to no point is for those who see everything. */
  private static boolean sees(Caller caller, NoticeEvent event, Tables tables) {
    Long thing = event.thing();
    Sight sight = Sight.of(caller, tables.reaches());
    return thing == null ? sight.isEverything() : sight.sees(thing);
  }

  /** What is about a partnership is for its two enterprises. */
  private static boolean trades(Caller caller, NoticeEvent event, Tables tables) {
    return caller.scope().everything()
        || tables
            .supply()
            .partner(event.subject())
            .map(
                partner ->
                    caller.scope().enterprises().contains(partner.buyer())
                        || caller.scope().enterprises().contains(partner.supplier()))
            .orElse(false);
  }

  private static Map<NoticeChannel, Press> presses(
      NoticeRecipient recipient, List<NoticeRule> rules, NoticeEvent event, Tables tables) {
    Map<NoticeChannel, Press> presses = new EnumMap<>(NoticeChannel.class);
    for (NoticeRule rule : rules) {
      if (rule.recipient() == recipient.id()
          && rule.means(event)
          && ScopePoints.holds(rule.scope(), event.thing(), tables)) {
        Press press =
            rule.digest() ? Press.DIGEST : rule.urgent() ? Press.AT_ONCE : Press.WHEN_AWAKE;
        for (NoticeChannel channel : rule.channels()) {
          presses.merge(channel, press, (a, b) -> a.compareTo(b) > 0 ? a : b);
        }
      }
    }
    return presses;
  }

  private static Draft draft(
      NoticeRecipient recipient, NoticeChannel channel, Press press, Instant now) {
    State state =
        press == Press.DIGEST
            ? State.DIGEST
            : channel == NoticeChannel.BROWSER ? State.SENT : State.WAITING;
    Instant due =
        switch (press) {
          case DIGEST -> next(recipient.digestAt(), now);
          case WHEN_AWAKE -> awake(recipient.quiet(), now);
          case AT_ONCE -> now;
        };
    return new Draft(recipient, recipient.name(), channel, state, due);
  }

  private static Instant awake(@Nullable Quiet quiet, Instant now) {
    LocalTime time = LocalTime.ofInstant(now, BEIJING);
    return quiet != null && quiet.holds(time) ? next(quiet.to(), now) : now;
  }

  /** The next moment after now at which the clock in Beijing shows a time. */
  static Instant next(LocalTime time, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, BEIJING);
    Instant at = ZonedDateTime.of(today, time, BEIJING).toInstant();
    return at.isAfter(now) ? at : ZonedDateTime.of(today.plusDays(1), time, BEIJING).toInstant();
  }
}
