// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.audit;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.storage.registry.AuditEntry;
import org.greenheart.storage.registry.AuditLog;
import org.greenheart.storage.registry.Registry;
import org.jspecify.annotations.Nullable;

/** {@code /api/audit}: who did what, searched, as a table for Excel, and checked. */
public final class AuditRoutes implements Routes {
  private static final int PAGE = 100;
  private static final int MOST = 1_000;

  private final Registry registry;

  public AuditRoutes(Registry registry) {
    this.registry = requireNonNull(registry, "registry is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/audit", this::list, Right.READ_AUDIT, About.NO_POINT);
    routes.get("/api/audit.csv", this::export, Right.READ_AUDIT, About.NO_POINT);
    routes.get(
        "/api/audit/check",
        ctx -> ctx.json(registry.audit().check()),
        Right.READ_AUDIT,
        About.NO_POINT);
  }

  private void list(Context ctx) {
    long before = Params.number(ctx, "before", Long.MAX_VALUE, Long.MAX_VALUE);
    int limit = (int) Params.number(ctx, "limit", PAGE, MOST);
    ctx.json(
        registry.audit().list(filter(ctx), before, limit).stream().map(EntryView::of).toList());
  }

  private static AuditLog.Filter filter(Context ctx) {
    return new AuditLog.Filter(
        Params.optionalNumber(ctx, "account").orElse(null),
        Params.text(ctx, "target").orElse(null),
        Params.text(ctx, "text").orElse(null),
        Params.time(ctx, "from").orElse(null),
        Params.time(ctx, "to").orElse(null));
  }

  private void export(Context ctx) throws IOException {
    AuditLog.Filter filter = filter(ctx);
    ctx.contentType("text/csv; charset=utf-8")
        .header("Content-Disposition", "attachment; filename=\"audit.csv\"");
    // Page by page: the audit may be longer than the memory.
    try (Writer out = new OutputStreamWriter(ctx.outputStream(), StandardCharsets.UTF_8)) {
      out.write("\uFEFFid,at,account,who,address,action,target,outcome,was,became,hash\r\n");
      long before = Long.MAX_VALUE;
      List<AuditEntry> page = registry.audit().list(filter, before, MOST);
      while (!page.isEmpty()) {
        for (AuditEntry entry : page) {
          out.write(line(entry));
        }
        before = page.getLast().id();
        page = registry.audit().list(filter, before, MOST);
      }
    }
  }

  private static String line(AuditEntry entry) {
    return Stream.of(
                entry.id(),
                entry.at(),
                entry.account(),
                entry.who(),
                entry.address(),
                entry.action(),
                entry.target(),
                entry.outcome(),
                entry.was() == null ? "" : entry.was(),
                entry.became() == null ? "" : entry.became(),
                entry.hash())
            .map(value -> CsvCell.of(String.valueOf(value)))
            .collect(Collectors.joining(","))
        + "\r\n";
  }

  /** An entry as it is read. */
  record EntryView(
      long id,
      Instant at,
      long account,
      String who,
      String address,
      String action,
      String target,
      String outcome,
      @JsonRawValue @Nullable String was,
      @JsonRawValue @Nullable String became,
      String hash) {
    private static EntryView of(AuditEntry entry) {
      return new EntryView(
          entry.id(),
          entry.at(),
          entry.account(),
          entry.who(),
          entry.address(),
          entry.action(),
          entry.target(),
          entry.outcome(),
          entry.was(),
          entry.became(),
          entry.hash());
    }
  }
}
