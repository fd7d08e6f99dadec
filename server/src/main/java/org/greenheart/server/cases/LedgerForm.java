// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import static java.util.Objects.requireNonNull;
import static org.greenheart.server.places.ImportColumn.optional;
import static org.greenheart.server.places.ImportColumn.required;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.greenheart.server.places.ImportColumn;
import org.greenheart.server.places.ImportError;
import org.greenheart.server.places.ImportForm;
import org.greenheart.server.places.RowValues;
import org.greenheart.server.places.RowWriter;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.CaseItem;
import org.greenheart.storage.registry.Change;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Tables;
import org.jspecify.annotations.Nullable;

/**
 * The items of one plan or programme as a spreadsheet. Parents stand before their parts. When all
 * rows are read the sums must add up, else nothing is kept and every place is named.
 */
final class LedgerForm implements ImportForm {
  private final CaseFile ledger;

  LedgerForm(CaseFile ledger) {
    this.ledger = requireNonNull(ledger, "ledger is null");
  }

  @Override
  public String text() {
    return Long.toString(ledger.id());
  }

  @Override
  public List<ImportColumn> columns() {
    return List.of(
        required("code", "编号"),
        required("title", "名称", "事项", "项目名称"),
        optional("parent", "上级编号"),
        optional("owner", "责任单位"),
        optional("standard", "验收标准"),
        optional("due", "完成时限"),
        optional("progress", "进度"),
        optional("parts", "项数"),
        optional("money", "总投资"),
        optional("yearMoney", "年度计划"),
        optional("share", "占比"),
        optional("stage", "阶段"));
  }

  @Override
  public RowWriter writer(Tables tables) {
    return new Rows(tables, ledger.id());
  }

  private static final class Rows implements RowWriter {
    private final Tables tables;
    private final long ledger;
    private final Map<String, CaseItem> known = new HashMap<>();
    private final Map<String, Integer> rows = new HashMap<>();

    Rows(Tables tables, long ledger) {
      this.tables = tables;
      this.ledger = ledger;
      tables.caseBook().itemsOf(ledger).forEach(item -> known.put(item.code(), item));
    }

    @Override
    public Change.Kind write(RowValues row) {
      String code = row.text("code");
      if (rows.putIfAbsent(code, row.number()) != null) {
        throw new RuleException("code", "must not stand in the file twice", code, "row-twice");
      }
      CaseItem was = known.get(code);
      CaseItem item = item(row, code, was);
      if (was != null && was.equals(item)) {
        return Change.Kind.UNCHANGED;
      }
      Change<CaseItem> change = tables.caseBook().items().put(item);
      known.put(code, change.row());
      return change.kind();
    }

    private CaseItem item(RowValues row, String code, @Nullable CaseItem was) {
      return new CaseItem(
          was == null ? 0 : was.id(),
          ledger,
          parent(row, code, was),
          code,
          row.text("title"),
          row.optional("owner").orElse(was == null ? "" : was.owner()),
          row.optional("standard").orElse(was == null ? "" : was.standard()),
          row.date("due").orElse(was == null ? null : was.due()),
          whole(row, "progress", was == null ? 0 : was.progress()),
          parts(row, was),
          decimal(row, "money", was == null ? null : was.money()),
          decimal(row, "yearMoney", was == null ? null : was.yearMoney()),
          decimal(row, "share", was == null ? null : was.share()),
          row.optional("stage").orElse(was == null ? "" : was.stage()),
          was == null ? "" : was.evidence(),
          was == null ? null : was.answer(),
          was == null ? null : was.done(),
          was == null ? null : was.doneBy(),
          was == null ? 0 : was.linked(),
          was == null ? 1 : was.version());
    }

    private long parent(RowValues row, String code, @Nullable CaseItem was) {
      String above = row.optional("parent").orElse("");
      if (above.isEmpty()) {
        return was == null ? 0 : was.parent();
      }
      CaseItem parent = known.get(above);
      if (parent == null || above.equals(code)) {
        throw new RuleException(
            "parent", "must stand in a row before or in the ledger", above, "unknown-item");
      }
      return parent.id();
    }

    private static @Nullable Integer parts(RowValues row, @Nullable CaseItem was) {
      return row.optional("parts").isPresent()
          ? (Integer) whole(row, "parts", 0)
          : was == null ? null : was.parts();
    }

    private static int whole(RowValues row, String key, int usual) {
      String text = row.optional(key).orElse("");
      if (text.isEmpty()) {
        return usual;
      }
      String plain = text.endsWith("%") ? text.substring(0, text.length() - 1).strip() : text;
      if (!plain.matches("[0-9]{1,7}")) {
        throw new RuleException(key, "must be a whole number", text, "number-unreadable");
      }
      return Integer.parseInt(plain);
    }

    private static @Nullable Decimal decimal(RowValues row, String key, @Nullable Decimal usual) {
      return row.decimal(key).orElse(usual);
    }

    @Override
    public List<ImportError> finish() {
      List<ImportError> errors = new ArrayList<>();
      for (LedgerSums.Problem problem : LedgerSums.check(tables.caseBook().itemsOf(ledger))) {
        errors.add(
            new ImportError(
                rows.getOrDefault(problem.item(), 0),
                problem.field(),
                "does not add up: its parts come to %s".formatted(problem.counted()),
                problem.declared(),
                problem.code()));
      }
      return errors;
    }
  }
}
