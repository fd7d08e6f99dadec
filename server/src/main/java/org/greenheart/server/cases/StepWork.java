// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.CaseBook;
import org.greenheart.storage.registry.CaseEvent;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.CasePiece;
import org.greenheart.storage.registry.LookBack;
import org.greenheart.storage.registry.NoticeEvent;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Tables;
import org.jspecify.annotations.Nullable;

/**
 * What a step does beside moving the case: its handlers get and answer their pieces, a merged case
 * hands its alarms on, a look-back is written down. Within the transaction of the step.
 */
final class StepWork {
  /** Steps that somebody signs for: a false rectification is kept with them. */
  private static final List<String> SIGNED =
      List.of("rectify", "apply", "verify", "close", "ask-closing", "confirm-closing");

  /** Where the entry in the history says who is told of the step. */
  private static final String HANDLERS = "handlers";

  private final Tables tables;
  private final CaseFile file;
  private final StepValues values;
  private final Person person;
  private final Instant now;

  /**
   * @param file the case before the step
   */
  StepWork(Tables tables, CaseFile file, StepValues values, Person person) {
    this.tables = requireNonNull(tables, "tables is null");
    this.file = requireNonNull(file, "file is null");
    this.values = requireNonNull(values, "values is null");
    this.person = requireNonNull(person, "person is null");
    this.now = tables.now();
  }

  /**
   * Does it.
   *
   * @param next the case as the step moves it
   * @param details of the entry in the history, which may grow
   * @return the case as it becomes
   */
  CaseFile after(Step step, CaseFile next, ObjectNode details) {
    switch (step) {
      case GIVE_OUT -> give(next, details);
      case RECTIFY -> answerLead(values.text("measures"));
      case INVESTIGATE -> {
        if (values.text("finding").equals("untrue")) {
          answerLead(values.text("summary"));
        }
      }
      case RETURN -> reopenLead(details);
      case MERGE -> {
        return merged(next);
      }
      case LOOK_BACK -> details.setAll(lookBack());
      default -> {}
    }
    return next;
  }

  /** The words of a step, whatever they are called there. */
  static String said(StepValues values) {
    for (String name :
        List.of("opinion", "reason", "summary", "measures", "answer", "text", "task")) {
      if (values.optional(name).isPresent()) {
        return values.text(name);
      }
    }
    return "";
  }

  private void give(CaseFile next, ObjectNode details) {
    Instant due = next.clock().stageDue();
    String task = values.text("task");
    List<String> told = new ArrayList<>();
    told.add(give(next, values.text("lead"), values.account("lead", 0), true, task, due));
    List<String> units = values.texts("coUnits");
    for (int i = 0; i < units.size(); i++) {
      told.add(give(next, units.get(i), values.account("coUnits", i), false, task, due));
    }
    details.put(HANDLERS, String.join("\n", told));
  }

  /** Returns who is told, as a notice names them. */
  private String give(
      CaseFile next, String unit, long account, boolean leads, String task, @Nullable Instant due) {
    CasePiece piece = piece(tables, next, unit, account, leads, task, due);
    return NoticeEvent.ofHandler(piece.unit(), piece.account());
  }

  /** A piece of a matter for one of its handlers. */
  static CasePiece piece(
      Tables tables,
      CaseFile of,
      String unit,
      long account,
      boolean leads,
      String task,
      @Nullable Instant due) {
    CaseBook book = tables.caseBook();
    int no = book.piecesOf(of.id()).size() + 1;
    return book.pieces()
        .put(
            new CasePiece(
                0,
                of.id(),
                Integer.toString(no),
                unit,
                account,
                leads,
                task,
                due,
                tables.now(),
                null,
                null,
                null,
                1))
        .row();
  }

  private void answerLead(String answer) {
    for (CasePiece piece : tables.caseBook().piecesOf(file.id())) {
      if (piece.leads() && piece.open()) {
        tables.caseBook().pieces().put(Parts.answered(piece, answer, person.name(), now));
      }
    }
  }

  private void reopenLead(ObjectNode details) {
    List<String> told = new ArrayList<>();
    for (CasePiece piece : tables.caseBook().piecesOf(file.id())) {
      if (piece.leads() && !piece.open()) {
        tables.caseBook().pieces().put(Parts.reopened(piece));
        told.add(NoticeEvent.ofHandler(piece.unit(), piece.account()));
      }
    }
    if (!told.isEmpty()) {
      details.put(HANDLERS, String.join("\n", told));
    }
  }

  private CaseFile merged(CaseFile next) {
    String number = values.text("into");
    CaseFile into =
        tables
            .cases()
            .find(number)
            .filter(other -> other.open() && other.id() != file.id() && !other.ledger())
            .filter(person.sight()::sees)
            .orElseThrow(
                () -> new RuleException("into", "must be another open case", number, "merge-into"));
    for (Alarm alarm : tables.alarms().ofCase(file.id())) {
      tables.alarms().attach(alarm.id(), into.id(), person.name());
    }
    tables
        .cases()
        .note(
            into.id(),
            new CaseEvent(now, person.name(), "merged-from", file.number() + " " + file.title()));
    return next.with(next.facts().mergedInto(into.id()));
  }

  private ObjectNode lookBack() {
    int day = values.number("day");
    ObjectNode seen = History.object("{}");
    seen.put("text", values.text("text"));
    if (values.text("outcome").equals("false")) {
      sign(seen.putArray("signed"));
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

  private void sign(ArrayNode signers) {
    for (CaseEvent event : tables.cases().timeline(file.id())) {
      if (SIGNED.contains(event.what())) {
        signers
            .addObject()
            .put("step", event.what())
            .put("who", event.who())
            .put("at", event.at().toString());
      }
    }
  }
}
