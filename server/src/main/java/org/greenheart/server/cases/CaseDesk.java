// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.CaseClock;
import org.greenheart.storage.registry.CaseEvent;
import org.greenheart.storage.registry.CaseFacts;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.CaseItem;
import org.greenheart.storage.registry.CasePiece;
import org.greenheart.storage.registry.CaseTie;
import org.greenheart.storage.registry.LookBack;
import org.greenheart.storage.registry.RegistryException;
import org.greenheart.storage.registry.Rule;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Stage;
import org.greenheart.storage.registry.Tables;
import org.jspecify.annotations.Nullable;

/**
 * What people do with cases, within a transaction of the registry: it is opened, edited, and taken
 * step by step along its way. Every change leaves an entry in the history. Thread-safe.
 */
final class CaseDesk {
  private final CaseKinds kinds;

  CaseDesk(CaseKinds kinds) {
    this.kinds = requireNonNull(kinds, "kinds is null");
  }

  /** Opens a case; its clock begins now. */
  CaseFile open(Tables tables, NewCase wanted, String by) {
    CaseKind kind = kinds.of(tables, wanted.kind());
    if (wanted.title().isBlank() || wanted.title().length() > 400) {
      throw new RuleException(
          "title", "must have 1 to 400 characters", wanted.title(), "case-title");
    }
    Instant now = tables.now();
    CaseFacts facts =
        CaseFacts.of(wanted.source())
            .described(wanted.description(), CaseFields.json(kind, wanted.fields()))
            .placed(wanted.area(), wanted.enterprise())
            .under(wanted.campaign(), wanted.parent());
    CaseFile draft =
        CaseFile.draft(
                kind.code(),
                wanted.title().strip(),
                Stage.RECEIVED,
                facts,
                clock(tables, kind, Stage.RECEIVED, now))
            .tied(wanted.thing() == 0 ? null : new CaseTie(wanted.thing(), null, 0, "", now));
    return tables
        .cases()
        .create(
            kind.ledger() ? draft.asLedger() : draft,
            new CaseEvent(now, by, "opened", wanted.title().strip()));
  }

  static CaseClock clock(Tables tables, CaseKind kind, Stage stage, Instant from) {
    WorkingDays days = days(tables);
    TimeLimit total = kind.total();
    return CaseClock.begin(
        from,
        kind.limit(stage).map(limit -> days.due(from, limit)).orElse(null),
        total == null ? null : days.due(from, total));
  }

  static WorkingDays days(Tables tables) {
    return new WorkingDays(tables.caseBook().days().list());
  }

  CaseKind kind(Tables tables, CaseFile file) {
    return kinds.of(tables, file.kind());
  }

  /** The way of a case as it stands. */
  CaseWay way(Tables tables, CaseFile file) {
    return new CaseWay(kind(tables, file), file, situation(tables, file));
  }

  private static Situation situation(Tables tables, CaseFile file) {
    Instant closed = file.closed();
    return new Situation(
        criterion(tables, file).isPresent(),
        isProved(file),
        CaseFields.read(file).keySet(),
        tables.caseBook().itemsOf(file.id()).stream().filter(CaseItem::open).toList(),
        tables.caseBook().piecesOf(file.id()).stream().filter(CasePiece::open).toList(),
        publicUntil(tables, file),
        tables.caseBook().lookBacksOf(file.id()).stream()
            .filter(look -> look.closed().equals(closed))
            .toList(),
        tables.now(),
        days(tables));
  }

  /** What the data must show before the case is closed: JSON; empty where persons decide. */
  static Optional<String> criterion(Tables tables, CaseFile file) {
    CaseTie tie = file.tie();
    String rule = tie == null ? null : tie.rule();
    return rule == null
        ? Optional.empty()
        : tables.rules().version(rule, requireNonNull(tie).ruleVersion()).map(Rule::criterion);
  }

  static boolean isProved(CaseFile file) {
    return History.object(file.progress()).path("fulfilledAt").isTextual();
  }

  private static @Nullable LocalDate publicUntil(Tables tables, CaseFile file) {
    if (file.stage() != Stage.PUBLICISED) {
      return null;
    }
    return tables.cases().timeline(file.id()).reversed().stream()
        .filter(event -> event.what().equals(Step.PUBLICISE.text()))
        .findFirst()
        .map(event -> History.object(event.details()).path("to").asText())
        .map(LocalDate::parse)
        .orElse(null);
  }

  /**
   * Takes a step.
   *
   * @throws StepException when it may not be taken
   * @throws RuleException when what it was given breaks a rule
   */
  CaseFile take(Tables tables, CaseFile file, Step step, StepValues values, Person person) {
    CaseFile next = way(tables, file).take(step, values, person);
    Instant now = tables.now();
    ObjectNode details = values.json();
    details.put("was", file.stage().text()).put("became", next.stage().text());
    switch (step) {
      case GIVE_OUT -> give(tables, next, values, now);
      case RECTIFY -> answerLead(tables, file, values.text("measures"), person, now);
      case INVESTIGATE -> {
        if (values.text("finding").equals("untrue")) {
          answerLead(tables, file, values.text("summary"), person, now);
        }
      }
      case RETURN -> reopenLead(tables, file);
      case MERGE -> next = merge(tables, next, values, person);
      case LOOK_BACK -> {
        ObjectNode seen = lookBack(tables, file, values, person, now);
        details.setAll(seen);
      }
      default -> {}
    }
    return tables
        .cases()
        .change(
            next, new CaseEvent(now, person.name(), step.text(), said(values), details.toString()));
  }

  /** The words of a step, whatever they are called there. */
  private static String said(StepValues values) {
    for (String name :
        List.of("opinion", "reason", "summary", "measures", "answer", "text", "task")) {
      if (values.optional(name).isPresent()) {
        return values.text(name);
      }
    }
    return "";
  }

  private static void give(Tables tables, CaseFile file, StepValues values, Instant now) {
    add(tables, file, values.text("lead"), true, values.text("task"), file.clock().stageDue(), now);
    for (String unit : values.texts("coUnits")) {
      add(tables, file, unit, false, values.text("task"), file.clock().stageDue(), now);
    }
  }

  static CasePiece add(
      Tables tables,
      CaseFile file,
      String unit,
      boolean leads,
      String task,
      @Nullable Instant due,
      Instant now) {
    int no = tables.caseBook().piecesOf(file.id()).size() + 1;
    return tables
        .caseBook()
        .pieces()
        .put(
            new CasePiece(
                0,
                file.id(),
                Integer.toString(no),
                unit,
                leads,
                task,
                due,
                now,
                null,
                null,
                null,
                1))
        .row();
  }

  private static void answerLead(
      Tables tables, CaseFile file, String answer, Person person, Instant now) {
    for (CasePiece piece : tables.caseBook().piecesOf(file.id())) {
      if (piece.leads() && piece.open()) {
        tables.caseBook().pieces().put(Parts.answered(piece, answer, person.name(), now));
      }
    }
  }

  private static void reopenLead(Tables tables, CaseFile file) {
    for (CasePiece piece : tables.caseBook().piecesOf(file.id())) {
      if (piece.leads() && !piece.open()) {
        tables.caseBook().pieces().put(Parts.reopened(piece));
      }
    }
  }

  private static CaseFile merge(Tables tables, CaseFile file, StepValues values, Person person) {
    String number = values.text("into");
    CaseFile into =
        tables
            .cases()
            .find(number)
            .filter(other -> other.open() && other.id() != file.id() && !other.ledger())
            .orElseThrow(
                () -> new RuleException("into", "must be another open case", number, "merge-into"));
    for (Alarm alarm : tables.alarms().ofCase(file.id())) {
      tables.alarms().attach(alarm.id(), into.id(), person.name());
    }
    tables
        .cases()
        .note(
            into.id(),
            new CaseEvent(
                tables.now(), person.name(), "merged-from", file.number() + " " + file.title()));
    return file.with(file.facts().mergedInto(into.id()));
  }

  /** A false rectification is recorded with those who signed it. */
  private static ObjectNode lookBack(
      Tables tables, CaseFile file, StepValues values, Person person, Instant now) {
    int day = values.number("day");
    ObjectNode seen = History.object("{}");
    seen.put("text", values.text("text"));
    if (values.text("outcome").equals("false")) {
      var signers = seen.putArray("signed");
      for (CaseEvent event : tables.cases().timeline(file.id())) {
        if (List.of("rectify", "apply", "verify", "close", "ask-closing", "confirm-closing")
            .contains(event.what())) {
          signers
              .addObject()
              .put("step", event.what())
              .put("who", event.who())
              .put("at", event.at().toString());
        }
      }
    }
    for (LookBack look : tables.caseBook().lookBacksOf(file.id())) {
      if (look.day() == day && look.closed().equals(file.closed())) {
        tables
            .caseBook()
            .lookBacks()
            .put(
                new LookBack(
                    look.id(),
                    file.id(),
                    day,
                    look.closed(),
                    look.due(),
                    now,
                    values.text("outcome"),
                    person.name(),
                    seen.toString()));
      }
    }
    return seen;
  }

  /** Changes what a case is about. */
  CaseFile edit(Tables tables, CaseFile file, NewCase wanted, String by) {
    CaseKind kind = kind(tables, file);
    if (wanted.title().isBlank() || wanted.title().length() > 400) {
      throw new RuleException(
          "title", "must have 1 to 400 characters", wanted.title(), "case-title");
    }
    String fields = CaseFields.json(kind, wanted.fields());
    ObjectNode details = History.object("{}");
    differ(details, "title", file.title(), wanted.title().strip());
    differ(details, "description", file.facts().description(), wanted.description());
    differ(details, "fields", file.facts().fields(), fields);
    differ(details, "area", file.facts().area(), wanted.area());
    differ(details, "enterprise", file.facts().enterprise(), wanted.enterprise());
    if (details.isEmpty()) {
      return file;
    }
    return tables
        .cases()
        .change(
            file.titled(wanted.title().strip())
                .with(
                    file.facts()
                        .described(wanted.description(), fields)
                        .placed(wanted.area(), wanted.enterprise())),
            new CaseEvent(tables.now(), by, "edited", "", details.toString()));
  }

  private static void differ(ObjectNode details, String field, Object was, Object is) {
    if (!was.equals(is)) {
      details.putObject(field).put("was", was.toString()).put("is", is.toString());
    }
  }

  /**
   * Ties a case to a point, and to a rule whose criterion proves that it may be closed; or, with no
   * point, to nothing any more.
   *
   * @param thing 0 for none
   * @param rule null for none
   * @param code the quantity; null without a rule
   * @throws RuleException {@code point-unknown}, {@code rule-unknown}, {@code field-missing}
   */
  CaseFile tie(
      Tables tables,
      CaseFile file,
      long thing,
      @Nullable String rule,
      @Nullable String code,
      String by) {
    Rule current =
        rule == null
            ? null
            : tables.rules().current().stream()
                .filter(one -> one.code().equals(rule))
                .findFirst()
                .orElseThrow(
                    () -> new RuleException("rule", "must be a rule", rule, "rule-unknown"));
    if (thing != 0 && tables.catalogue().thing(thing).isEmpty()) {
      throw new RuleException("thing", "must be a point", thing, "point-unknown");
    }
    if (thing == 0 && current != null) {
      throw new RuleException("thing", "must be given with a rule", "", "field-missing");
    }
    if (current != null && current.criterion() != null && code == null) {
      throw new RuleException(
          "code", "must say by which quantity the rule proves it", "", "field-missing");
    }
    CaseTie tie =
        thing == 0
            ? null
            : new CaseTie(
                thing,
                current == null ? null : current.code(),
                current == null ? 0 : current.version(),
                requireNonNullElse(code, ""),
                tables.now());
    ObjectNode details = History.object("{}");
    details.put("thing", thing).put("rule", rule).put("code", code);
    return tables
        .cases()
        .change(
            file.provenFrom(tables.now()).tied(tie),
            new CaseEvent(tables.now(), by, "tied", "", details.toString()));
  }

  /**
   * @throws RegistryException {@code NOT_FOUND}
   */
  static CaseFile existing(Tables tables, long id) {
    return tables
        .cases()
        .find(id)
        .orElseThrow(
            () ->
                new RegistryException(
                    RegistryException.Code.NOT_FOUND, "case (%s) does not exist".formatted(id)));
  }
}
