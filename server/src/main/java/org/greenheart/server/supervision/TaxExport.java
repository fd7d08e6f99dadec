// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supervision;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.greenheart.server.accounts.Audited;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.server.audit.AuditTrail;
import org.greenheart.server.reports.Said;
import org.greenheart.server.reports.TableBook;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.TaxBook;
import org.greenheart.storage.registry.TaxClue;
import org.greenheart.storage.registry.TaxRecord;
import org.jspecify.annotations.Nullable;

/**
 * Tax data as workbooks: {@code /api/tax/clues.xlsx}, all that the last runs found, and {@code
 * /api/tax/lists/{kind}/rows.xlsx?month=…}, the rows of a list. Each is a look in the audit.
 */
final class TaxExport implements Routes {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.of("Asia/Shanghai"));

  private final Registry registry;

  TaxExport(Registry registry) {
    this.registry = requireNonNull(registry, "registry is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/tax/clues.xlsx", this::clues, Right.READ_TAX, Audited.LOOK);
    routes.get("/api/tax/lists/{kind}/rows.xlsx", this::rows, Right.READ_TAX, Audited.LOOK);
  }

  private void clues(Context ctx) throws IOException {
    AuditTrail.about(ctx, "clues as a workbook");
    Workbook book = new Workbook(ctx);
    book.table.sheet(
        new Said("线索", "Clues"),
        List.of(
            new Said("规则", "Rule"),
            new Said("统一社会信用代码", "Credit code"),
            new Said("企业名称", "Firm"),
            new Said("月份", "Month"),
            new Said("排放口", "Outlet"),
            new Said("对象", "About"),
            new Said("申报", "Declared"),
            new Said("核算", "Recomputed"),
            new Said("单位", "Unit"),
            new Said("把握", "Certainty"),
            new Said("结论", "Verdict"),
            new Said("理由", "Reason")));
    for (TaxClue clue :
        registry.taxBook().clues(TaxBook.ClueFilter.ofRule(""), Integer.MAX_VALUE)) {
      List<@Nullable Object> cells = new ArrayList<>();
      cells.add(clue.about().rule());
      cells.add(clue.about().creditCode());
      cells.add(clue.name());
      cells.add(clue.about().month());
      cells.add(clue.about().outlet());
      cells.add(clue.about().subject());
      cells.add(number(clue.finding().declared()));
      cells.add(number(clue.finding().recomputed()));
      cells.add(clue.finding().unit());
      cells.add(clue.finding().certainty());
      cells.add(clue.verdict().word());
      cells.add(clue.verdict().reason());
      book.table.row(cells);
    }
    book.answer("tax-clues");
  }

  private static @Nullable Object number(@Nullable Decimal number) {
    return number == null ? null : number.toBigDecimal();
  }

  private void rows(Context ctx) throws IOException {
    ListKind kind = ListRoutes.kind(ctx.pathParam("kind"));
    String month = Params.text(ctx, "month").orElse("");
    AuditTrail.about(ctx, "list %s as a workbook %s".formatted(kind.text(), month).strip());
    Workbook book = new Workbook(ctx);
    List<Said> heads = new ArrayList<>();
    heads.add(new Said("统一社会信用代码", "Credit code"));
    heads.add(new Said("企业名称", "Firm"));
    kind.columns()
        .forEach(
            column -> heads.add(new Said(column.head().chinese().getFirst(), column.head().key())));
    heads.add(new Said("来源", "Source"));
    heads.add(new Said("导入人", "Imported by"));
    heads.add(new Said("导入时间", "Imported"));
    book.table.sheet(Said.same(kind.text()), heads);
    for (TaxRecord record : registry.taxBook().recordsOf(kind.text())) {
      if (month.isEmpty() || record.month().equals(month)) {
        book.table.row(row(kind, record));
      }
    }
    book.answer("tax-" + kind.text());
  }

  private static List<String> row(ListKind kind, TaxRecord record) {
    JsonNode cells = read(record.document());
    List<String> row = new ArrayList<>();
    row.add(record.creditCode());
    row.add(record.name());
    kind.columns().forEach(column -> row.add(cells.path(column.name()).asText()));
    row.add(record.source());
    row.add(record.author());
    row.add(time(record.recorded()));
    return row;
  }

  private static String time(Instant moment) {
    return TIME.format(moment);
  }

  private static JsonNode read(String document) {
    try {
      return JSON.readTree(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("record (%s) cannot be read".formatted(document), e);
    }
  }

  /** On its way to the answer. */
  private static final class Workbook {
    private final Context ctx;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final TableBook table;

    Workbook(Context ctx) {
      this.ctx = ctx;
      this.table =
          new TableBook(
              out, Params.text(ctx, "language").filter(List.of("zh", "en")::contains).orElse("zh"));
    }

    void answer(String name) throws IOException {
      table.end();
      ctx.contentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
          .header("Content-Disposition", "attachment; filename=\"%s.xlsx\"".formatted(name))
          .result(out.toByteArray());
    }
  }
}
