// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.greenheart.storage.registry.CaseClock;
import org.greenheart.storage.registry.CaseFacts;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.CaseItem;
import org.greenheart.storage.registry.CasePiece;
import org.greenheart.storage.registry.LookBack;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Stage;
import org.jspecify.annotations.Nullable;

/**
 * The way of a case: which steps may be taken, by whom, and what becomes of the case by them.
 *
 * <p>A kind lists the steps that it knows. Those of the way follow each other, so a step is taken
 * from the stage that the step before it in the kind leads to; with a finding of untrue there is
 * nothing to rectify. Pure: the same case and situation always give the same answer.
 */
final class CaseWay {
  private static final String UNTRUE = "untrue";

  private final CaseKind kind;
  private final CaseFile file;
  private final Situation now;

  CaseWay(CaseKind kind, CaseFile file, Situation now) {
    this.kind = requireNonNull(kind, "kind is null");
    this.file = requireNonNull(file, "file is null");
    this.now = requireNonNull(now, "now is null");
  }

  /** What a person may do now, in the order of the steps. */
  List<Step> allowed(Person person) {
    return Arrays.stream(Step.values()).filter(step -> isAllowed(step, person)).toList();
  }

  private boolean isAllowed(Step step, Person person) {
    try {
      check(step, person);
      return true;
    } catch (StepException | RuleException e) {
      return false;
    }
  }

  /**
   * What the case becomes by a step. Pieces, items and look-backs are not touched here.
   *
   * @throws StepException {@code step-not-of-kind}, {@code step-role}, {@code step-not-now}, {@code
   *     case-paused}, {@code items-open}, {@code pieces-open}, {@code proof-missing}, {@code
   *     proof-stands}, {@code publicity-runs}, {@code second-person}
   * @throws RuleException {@code field-missing}, {@code deadline-past}, {@code deadline-earlier},
   *     {@code extension-limit}, {@code publicity-dates}, {@code look-back-day}
   */
  CaseFile take(Step step, StepValues values, Person person) {
    check(step, person);
    CaseFacts facts = file.facts();
    CaseClock clock = file.clock();
    return switch (step) {
      case ACCEPT, RECTIFY, APPLY, VERIFY, CLOSE, ANSWER, CONFIRM_CLOSING -> moved(step);
      case RETURN -> moved(step).with(facts.found(""));
      case GIVE_OUT -> given(values);
      case INVESTIGATE -> moved(step).with(facts.found(values.text("finding")));
      case PUBLICISE -> {
        requirePublicity(values);
        yield moved(step);
      }
      case LOOK_BACK -> lookedBack(values);
      case HAND_OVER -> moved(step).with(facts.handedTo(values.text("body")));
      case EXTEND -> file.with(clock.extend(extended(values.day("until"))));
      case PAUSE -> file.with(clock.pause(now.now()));
      case RESUME -> file.with(resumed());
      case MERGE -> moved(step);
      case ASK_CLOSING -> file.with(clock.ask(person.name(), values.text("reason")));
      case REOPEN -> reopened();
    };
  }

  private void check(Step step, Person person) {
    CaseKind.Allowed allowed = kind.steps().get(step);
    if (allowed == null) {
      throw StepException.notNow(
          "step-not-of-kind",
          "step (%s) is none of the kind %s of case %s"
              .formatted(step.text(), kind.code(), file.number()));
    }
    if (!person.hasAny(allowed.roles())) {
      throw StepException.notYou(
          "step-role",
          "step (%s) of case %s is for %s; %s is %s"
              .formatted(
                  step.text(), file.number(), allowed.roles(), person.name(), person.roles()));
    }
    if (!from(step)) {
      throw StepException.notNow(
          "step-not-now",
          "step (%s) cannot be taken while case %s is %s"
              .formatted(step.text(), file.number(), file.stage().text()));
    }
    requireRunning(step);
    for (String field : allowed.fields()) {
      if (!now.filled().contains(field)) {
        throw new RuleException(
            field, "must be filled before %s".formatted(step.text()), "", "field-missing");
      }
    }
    switch (step) {
      case APPLY, VERIFY -> requireNothingOpen(step);
      case CLOSE -> {
        requireNothingOpen(step);
        requirePublicityOver();
        requireProof();
      }
      case ANSWER -> requireItemsDone(step);
      case ASK_CLOSING -> {
        requireNothingOpen(step);
        requirePublicityOver();
        requireNoProof();
      }
      case CONFIRM_CLOSING -> {
        requireNothingOpen(step);
        requireSecond(person);
      }
      default -> {}
    }
  }

  private boolean from(Step step) {
    Stage stage = file.stage();
    return switch (step) {
      // What is accepted is not accepted again: that would wind its clock up anew.
      case ACCEPT -> stage == Stage.RECEIVED;
      case INVESTIGATE, RECTIFY, APPLY, VERIFY, PUBLICISE, CLOSE -> stage == before(step);
      case GIVE_OUT -> stage == before(step) || stage == Stage.GIVEN_OUT;
      case LOOK_BACK -> stage == Stage.CLOSED || stage == Stage.LOOKED_BACK;
      case HAND_OVER -> stage == Stage.RECEIVED || stage == Stage.ACCEPTED;
      case ANSWER -> stage == Stage.HANDED_OVER;
      case RETURN ->
          stage.open()
              && stage.compareTo(Stage.INVESTIGATED) >= 0
              && kind.steps().containsKey(Step.GIVE_OUT);
      case EXTEND -> stage.open() && kind.extension() != null && file.clock().next() != null;
      case PAUSE -> stage.open() && file.clock().paused() == null;
      case RESUME -> stage.open() && file.clock().paused() != null;
      case MERGE -> stage.open();
      case ASK_CLOSING -> stage == before(Step.CLOSE) && file.clock().askedBy() == null;
      case CONFIRM_CLOSING -> stage == before(Step.CLOSE) && file.clock().askedBy() != null;
      case REOPEN -> stage == Stage.CLOSED || stage == Stage.LOOKED_BACK;
    };
  }

  /** The stage from which a step of the way is taken. */
  private Stage before(Step step) {
    Stage stage = Stage.RECEIVED;
    for (Step other : kind.way()) {
      if (other.compareTo(step) >= 0) {
        break;
      }
      boolean nothingToRectify =
          other == Step.RECTIFY
              && file.facts().finding().equals(UNTRUE)
              && file.stage() != Stage.RECTIFIED;
      if (!nothingToRectify) {
        stage = other.to().orElse(stage);
      }
    }
    // What an alarm opened is accepted already.
    return stage == Stage.RECEIVED && file.stage() == Stage.ACCEPTED ? Stage.ACCEPTED : stage;
  }

  private void requireRunning(Step step) {
    // A new stage winds the clock up anew: the days that it stood still would be lost.
    boolean movesOn = step.onTheWay() || step == Step.RETURN || step == Step.HAND_OVER;
    if (file.clock().paused() != null && movesOn) {
      throw StepException.notNow(
          "case-paused",
          "case (%s) stands still since %s: resume it before %s"
              .formatted(file.number(), file.clock().paused(), step.text()));
    }
  }

  private void requireNothingOpen(Step step) {
    requireItemsDone(step);
    if (!now.openPieces().isEmpty()) {
      throw StepException.notNow(
          "pieces-open",
          "case (%s) must have every piece answered before %s, open: %s"
              .formatted(
                  file.number(),
                  step.text(),
                  now.openPieces().stream().map(CasePiece::unit).toList()));
    }
  }

  private void requireItemsDone(Step step) {
    if (!now.openItems().isEmpty()) {
      throw StepException.notNow(
          "items-open",
          "case (%s) must have every item done before %s, open: %s"
              .formatted(
                  file.number(),
                  step.text(),
                  now.openItems().stream().map(CaseItem::code).toList()));
    }
  }

  private void requireProof() {
    if (now.unproved()) {
      throw StepException.notNow(
          "proof-missing",
          ("case (%s) is closed when the data prove it, or against them with a reason and a second"
                  + " person: ask-closing, confirm-closing")
              .formatted(file.number()));
    }
  }

  private void requireNoProof() {
    if (!now.unproved()) {
      throw StepException.notNow(
          "proof-stands",
          "case (%s) needs no second person: nothing speaks against closing it"
              .formatted(file.number()));
    }
  }

  private void requireSecond(Person person) {
    if (person.name().equals(file.clock().askedBy())) {
      throw StepException.notYou(
          "second-person",
          "case (%s) must be closed against the proof by another person than %s, who asked for it"
              .formatted(file.number(), person.name()));
    }
  }

  private void requirePublicityOver() {
    LocalDate until = now.publicUntil();
    if (file.stage() == Stage.PUBLICISED && until != null && !now.today().isAfter(until)) {
      throw StepException.notNow(
          "publicity-runs",
          "case (%s) is public until %s and cannot be closed before"
              .formatted(file.number(), until));
    }
  }

  private static void requirePublicity(StepValues values) {
    if (values.day("to").isBefore(values.day("from"))) {
      throw new RuleException(
          "to",
          "must not be before from (%s)".formatted(values.text("from")),
          values.text("to"),
          "publicity-dates");
    }
  }

  private CaseFile moved(Step step) {
    return moved(step.to().orElseThrow());
  }

  private CaseFile moved(Stage to) {
    return file.moved(to, file.clock().turn(now.now(), due(to)));
  }

  private @Nullable Instant due(Stage stage) {
    return kind.limit(stage).map(limit -> now.days().due(now.now(), limit)).orElse(null);
  }

  private CaseFile given(StepValues values) {
    Optional<LocalDate> until = values.date("due");
    until.ifPresent(day -> requireAhead("due", day));
    Instant due = until.map(WorkingDays::endOf).orElse(due(Stage.GIVEN_OUT));
    return file.moved(Stage.GIVEN_OUT, file.clock().turn(now.now(), due))
        .with(file.facts().ledBy(values.text("lead")));
  }

  private void requireAhead(String field, LocalDate day) {
    if (day.isBefore(now.today())) {
      throw new RuleException(
          field, "must not be before today (%s)".formatted(now.today()), day, "deadline-past");
    }
  }

  private Instant extended(LocalDate until) {
    requireAhead("until", until);
    CaseClock clock = file.clock();
    Instant present =
        requireNonNull(clock.due() == null ? clock.stageDue() : clock.due(), "due is null");
    LocalDate last = WorkingDays.dayOf(present.minusSeconds(1));
    CaseKind.Extension extension = requireNonNull(kind.extension(), "extension is null");
    if (!until.isAfter(last)) {
      throw new RuleException(
          "until",
          "must be after the present limit (%s)".formatted(last),
          until,
          "deadline-earlier");
    }
    if (until.isAfter(last.plusDays(extension.days())) || clock.extensions() >= extension.times()) {
      throw new RuleException(
          "until",
          "must be at most %s days after %s, at most %s times; moved %s times already"
              .formatted(extension.days(), last, extension.times(), clock.extensions()),
          until,
          "extension-limit");
    }
    return WorkingDays.endOf(until);
  }

  private CaseClock resumed() {
    CaseClock clock = file.clock();
    LocalDate since = WorkingDays.dayOf(requireNonNull(clock.paused(), "paused is null"));
    TimeLimit.Unit unit =
        kind.limit(file.stage())
            .or(() -> Optional.ofNullable(kind.total()))
            .map(TimeLimit::unit)
            .orElse(TimeLimit.Unit.CALENDAR);
    int stood = now.days().between(since, now.today(), unit);
    return clock.resume(later(clock.stageDue(), stood, unit), later(clock.due(), stood, unit));
  }

  private @Nullable Instant later(@Nullable Instant due, int days, TimeLimit.Unit unit) {
    return due == null
        ? null
        : WorkingDays.endOf(now.days().plus(WorkingDays.dayOf(due.minusSeconds(1)), days, unit));
  }

  private CaseFile lookedBack(StepValues values) {
    int day = values.number("day");
    if (now.lookBacks().stream().noneMatch(look -> look.day() == day)) {
      throw new RuleException(
          "day",
          "must be one of %s".formatted(now.lookBacks().stream().map(LookBack::day).toList()),
          day,
          "look-back-day");
    }
    boolean last =
        now.lookBacks().stream().allMatch(look -> look.day() == day || look.checked() != null);
    return last ? moved(Stage.LOOKED_BACK) : file;
  }

  private CaseFile reopened() {
    Stage to =
        kind.steps().containsKey(Step.GIVE_OUT) && !file.facts().lead().isEmpty()
            ? Stage.GIVEN_OUT
            : kind.ledger() ? Stage.RECEIVED : Stage.ACCEPTED;
    return file.provenFrom(now.now())
        .moved(to, file.clock().turn(now.now(), due(to)))
        .with(file.facts().found(""));
  }
}
