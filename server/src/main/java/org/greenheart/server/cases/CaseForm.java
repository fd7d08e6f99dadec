// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import static java.util.Objects.requireNonNull;
import static org.greenheart.server.places.ImportColumn.optional;
import static org.greenheart.server.places.ImportColumn.required;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.greenheart.server.places.ImportColumn;
import org.greenheart.server.places.ImportForm;
import org.greenheart.server.places.RowValues;
import org.greenheart.server.places.RowWriter;
import org.greenheart.storage.registry.CaseEvent;
import org.greenheart.storage.registry.CaseFacts;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.CasePiece;
import org.greenheart.storage.registry.Change;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Stage;
import org.greenheart.storage.registry.Tables;

/**
 * A list of cases of one kind as a spreadsheet. Rows with the same number are of one case, each
 * with another unit that handles it: the first is the one that leads. Importing it twice changes
 * nothing.
 */
final class CaseForm implements ImportForm {
  private static final String FIELDS = "fields.";

  private final CaseKind kind;
  private final CaseDesk desk;

  CaseForm(CaseKind kind, CaseDesk desk) {
    this.kind = requireNonNull(kind, "kind is null");
    this.desk = requireNonNull(desk, "desk is null");
  }

  @Override
  public String text() {
    return kind.code();
  }

  @Override
  public List<ImportColumn> columns() {
    List<ImportColumn> columns =
        new ArrayList<>(
            List.of(
                required("number", "编号", "序号", "受理编号"),
                required("title", "标题", "事项"),
                optional("description", "内容"),
                optional("unit", "承办单位", "责任单位"),
                optional("task", "任务"),
                optional("due", "办理时限")));
    for (KindField field : kind.fields()) {
      if (columns.stream().noneMatch(column -> column.key().equals(field.name()))) {
        columns.add(optional(field.name(), field.label().zh()));
      }
    }
    return columns;
  }

  @Override
  public RowWriter writer(Tables tables) {
    return row -> {
      try {
        return write(tables, row);
      } catch (RuleException e) {
        // A field of the kind is a column here.
        throw e.field().startsWith(FIELDS)
            ? new RuleException(e.field().substring(FIELDS.length()), e.rule(), e.value(), e.code())
            : e;
      }
    };
  }

  private Change.Kind write(Tables tables, RowValues row) {
    String origin = row.text("number");
    CaseFile known = tables.cases().ofOrigin(kind.code(), origin).orElse(null);
    CaseFile file = known == null ? open(tables, row, origin) : edit(tables, row, known);
    boolean given = give(tables, row, file);
    if (known == null || given) {
      return Change.Kind.ADDED;
    }
    return file.version() == known.version() ? Change.Kind.UNCHANGED : Change.Kind.CHANGED;
  }

  private CaseFile open(Tables tables, RowValues row, String origin) {
    NewCase wanted = wanted(row, row.optional("description").orElse(""), Map.of(), 0, 0);
    CaseFile file = desk.open(tables, wanted, CaseKeeper.IMPORT);
    CaseFacts facts = file.facts().from(origin);
    return tables
        .cases()
        .change(
            file.with(facts), new CaseEvent(tables.now(), CaseKeeper.IMPORT, "imported", origin));
  }

  private CaseFile edit(Tables tables, RowValues row, CaseFile known) {
    String description = row.optional("description").orElse(known.facts().description());
    return desk.edit(
        tables,
        known,
        wanted(
            row,
            description,
            CaseFields.read(known),
            known.facts().area(),
            known.facts().enterprise()),
        CaseKeeper.IMPORT);
  }

  private NewCase wanted(
      RowValues row, String description, Map<String, String> known, long area, long enterprise) {
    Map<String, String> fields = new TreeMap<>(known);
    for (KindField field : kind.fields()) {
      row.optional(field.name()).ifPresent(value -> fields.put(field.name(), word(field, value)));
    }
    return new NewCase(
        kind.code(), row.text("title"), "import", description, fields, area, enterprise, 0, 0, 0);
  }

  /** A choice may be written in any language. */
  private static String word(KindField field, String value) {
    return field.choices().stream()
        .filter(choice -> choice.zh().equals(value) || choice.en().equalsIgnoreCase(value))
        .map(KindField.Choice::word)
        .findFirst()
        .orElse(value);
  }

  private boolean give(Tables tables, RowValues row, CaseFile file) {
    String unit = row.optional("unit").orElse("");
    List<CasePiece> there = tables.caseBook().piecesOf(file.id());
    if (unit.isEmpty() || there.stream().anyMatch(piece -> piece.unit().equals(unit))) {
      return false;
    }
    Instant now = tables.now();
    Instant due =
        row.date("due")
            .map(
                day -> {
                  if (day.isBefore(WorkingDays.dayOf(now))) {
                    throw new RuleException("due", "must not be in the past", day, "deadline-past");
                  }
                  return WorkingDays.endOf(day);
                })
            .orElse(null);
    CaseFile given = file;
    if (there.isEmpty() && kind.steps().containsKey(Step.GIVE_OUT)) {
      given =
          tables
              .cases()
              .change(
                  file.moved(Stage.GIVEN_OUT, file.clock().turn(now, due))
                      .with(file.facts().ledBy(unit)),
                  new CaseEvent(now, CaseKeeper.IMPORT, Step.GIVE_OUT.text(), ""));
    }
    String task = row.optional("task").orElse(file.title());
    var _ = StepWork.piece(tables, given, unit, 0, there.isEmpty(), task, due);
    return true;
  }
}
