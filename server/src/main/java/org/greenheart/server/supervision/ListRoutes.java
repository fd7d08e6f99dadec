// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supervision;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.greenheart.server.accounts.Audited;
import org.greenheart.server.accounts.Callers;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.JsonBody;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.server.audit.AuditTrail;
import org.greenheart.server.places.ImportRoutes;
import org.greenheart.server.places.PlaceImport;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.TaxBook;
import org.greenheart.storage.registry.TaxMapping;
import org.greenheart.storage.registry.TaxMatch;
import org.greenheart.storage.registry.TaxRecord;

/**
 * The lists: {@code /api/tax/import/{kind}?source=…} with a preview, the heads of a source's files
 * as they are to be read, and names without a credit code that wait for a person's yes.
 */
final class ListRoutes implements Routes {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_DOUBTS = 500;

  private final Registry registry;
  private final ImportRoutes imports;

  ListRoutes(Registry registry) {
    this.registry = requireNonNull(registry, "registry is null");
    this.imports =
        new ImportRoutes(
            "/api/tax/import", Right.DECLARE_TAX, null, new PlaceImport(registry), this::forms);
  }

  @Override
  public void register(RoutesConfig routes) {
    imports.register(routes);
    routes.get("/api/tax/lists", this::lists, Right.READ_TAX);
    routes.get("/api/tax/mappings", this::mappings, Right.READ_TAX);
    routes.put("/api/tax/mappings", this::map, Right.DECLARE_TAX);
    routes.get("/api/tax/records/{id}", this::one, Right.READ_TAX, Audited.LOOK);
    routes.get("/api/tax/doubts", this::doubts, Right.READ_TAX, Audited.LOOK);
    routes.post("/api/tax/matches", this::match, Right.KEEP_TAX);
  }

  private List<ListForm> forms(Context ctx) {
    String source = Params.text(ctx, "source").orElse("").strip();
    return Arrays.stream(ListKind.values())
        .filter(kind -> mayGive(ctx, kind))
        .map(
            kind ->
                new ListForm(kind, mapping(source, kind.text()), source, Callers.of(ctx).name()))
        .toList();
  }

  /** Who keeps the supervision gives every list, a tax office its own. */
  private static boolean mayGive(Context ctx, ListKind kind) {
    return kind == ListKind.DECLARATIONS || Callers.of(ctx).may(Right.KEEP_TAX);
  }

  static ListKind kind(String text) {
    return Arrays.stream(ListKind.values())
        .filter(kind -> kind.text().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                ApiException.notFound(
                    "import-kind", "kind of list (%s) is not known".formatted(text)));
  }

  private Map<String, String> mapping(String source, String kind) {
    return registry.taxBook().mappings().list().stream()
        .filter(each -> each.source().equals(source) && each.kind().equals(kind))
        .findFirst()
        .map(each -> read(each.document()))
        .orElse(Map.of());
  }

  private static Map<String, String> read(String document) {
    try {
      return JSON.readValue(document, new TypeReference<Map<String, String>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("mapping (%s) cannot be read".formatted(document), e);
    }
  }

  /** A list: its columns, and what is known of it. */
  record ListView(String kind, List<ColumnView> columns, long rows, List<MonthView> months) {}

  record ColumnView(String key, String zh, boolean required) {}

  record MonthView(String month, long rows) {}

  private void lists(Context ctx) {
    ctx.json(
        registry.read(
            tables -> {
              List<TaxBook.MonthCount> counts = tables.taxBook().recordCounts();
              return Arrays.stream(ListKind.values()).map(kind -> view(kind, counts)).toList();
            }));
  }

  private static ListView view(ListKind kind, List<TaxBook.MonthCount> counts) {
    List<TaxBook.MonthCount> own =
        counts.stream().filter(each -> each.kind().equals(kind.text())).toList();
    return new ListView(
        kind.text(),
        ListForm.of(kind).columns().stream()
            .map(
                column ->
                    new ColumnView(column.key(), column.chinese().getFirst(), column.required()))
            .toList(),
        own.stream().mapToLong(TaxBook.MonthCount::rows).sum(),
        own.stream()
            .filter(each -> !each.month().isEmpty())
            .map(each -> new MonthView(each.month(), each.rows()))
            .toList());
  }

  record MappingView(String source, String kind, @JsonRawValue String columns) {}

  private void mappings(Context ctx) {
    ctx.json(
        registry.taxBook().mappings().list().stream()
            .map(each -> new MappingView(each.source(), each.kind(), each.document()))
            .toList());
  }

  private void map(Context ctx) {
    JsonBody body = JsonBody.of(ctx);
    ListKind kind = kind(body.text("kind"));
    if (!mayGive(ctx, kind)) {
      throw new ApiException(
          403,
          "right-missing",
          "a list (%s) needs the right %s".formatted(kind.text(), Right.KEEP_TAX.text()));
    }
    Map<String, String> columns = columns(ctx);
    List<String> known = ListForm.of(kind).columns().stream().map(column -> column.key()).toList();
    columns.forEach(
        (head, column) -> {
          if (!column.isEmpty() && !known.contains(column)) {
            throw new RuleException(
                "columns." + head,
                "must be one of %s, or empty".formatted(known),
                column,
                "mapping-column");
          }
          ListUnits.wrongIn(kind, column, head)
              .filter(rule -> !column.isEmpty())
              .ifPresent(
                  rule -> {
                    throw new RuleException("columns." + head, rule, column, "unit-wrong-column");
                  });
        });
    try {
      String document = JSON.writeValueAsString(columns);
      var _ =
          registry
              .taxBook()
              .mappings()
              .put(new TaxMapping(0, body.text("source"), kind.text(), document));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("mapping cannot be written", e);
    }
    mappings(ctx);
  }

  private static Map<String, String> columns(Context ctx) {
    try {
      JsonNode columns = JSON.readTree(ctx.body()).path("columns");
      Map<String, String> map = new TreeMap<>();
      columns.properties().forEach(each -> map.put(each.getKey(), each.getValue().asText()));
      return map;
    } catch (JsonProcessingException e) {
      throw ApiException.badRequest("body-not-json", "the body is no JSON");
    }
  }

  record RecordView(
      long id,
      String kind,
      String creditCode,
      String name,
      String month,
      @JsonRawValue String cells,
      String source,
      String author,
      Instant recorded) {}

  private void one(Context ctx) {
    long id = Params.number(ctx, "id");
    AuditTrail.about(ctx, "tax record " + id);
    TaxRecord record =
        registry
            .taxBook()
            .records()
            .find(id)
            .orElseThrow(
                () ->
                    ApiException.notFound(
                        "tax-record-not-found", "record (%s) is not there".formatted(id)));
    ctx.json(
        new RecordView(
            record.id(),
            record.kind(),
            record.creditCode(),
            record.name(),
            record.month(),
            record.document(),
            record.source(),
            record.author(),
            record.recorded()));
  }

  private void doubts(Context ctx) {
    AuditTrail.about(ctx, "doubtful matches");
    ctx.json(registry.read(FirmNames::read).doubts(MOST_DOUBTS));
  }

  private void match(Context ctx) {
    JsonBody body = JsonBody.of(ctx);
    String name = body.text("name");
    String code = body.optionalText("creditCode").orElse("");
    AuditTrail.about(ctx, "match of " + name);
    ctx.json(
        registry.write(
            tables -> {
              if (!code.isEmpty() && !FirmNames.read(tables).knows(code)) {
                throw new RuleException(
                    "creditCode", "must be of a known firm", code, "firm-unknown");
              }
              return tables
                  .taxBook()
                  .matches()
                  .put(
                      new TaxMatch(
                          0, FirmNames.plain(name), code, Callers.of(ctx).name(), tables.now()))
                  .row();
            }));
  }
}
