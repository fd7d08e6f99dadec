// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.production;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Callers;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.Params;
import org.greenheart.server.places.ImportColumn;
import org.greenheart.server.places.ImportForm;
import org.greenheart.server.places.ImportRoutes;
import org.greenheart.server.places.PlaceImport;
import org.greenheart.server.places.RowWriter;
import org.greenheart.storage.registry.Tables;

/**
 * A file of what an enterprise enters, one thing a row. A row that says what is known changes
 * nothing.
 *
 * @param text what the rows are
 * @param rows who reads a row of an enterprise's file
 */
public record WorksSheet(String text, List<ImportColumn> columns, Reader rows)
    implements ImportForm {
  /** Reads the rows of one file, within one transaction. */
  public interface Reader {
    RowWriter of(Tables tables);
  }

  public WorksSheet {
    requireNonNull(text, "text is null");
    requireNonNull(rows, "rows is null");
    columns = List.copyOf(columns);
  }

  @Override
  public Optional<String> wrongUnit(ImportColumn column, String head) {
    return HeadUnit.wrongIn(column, head);
  }

  @Override
  public RowWriter writer(Tables tables) {
    return rows.of(tables);
  }

  /**
   * The template of a file and its import.
   *
   * @param path with the enterprise as {@code {id}}
   * @param sheet by enterprise and author
   */
  public static void register(
      RoutesConfig routes,
      String path,
      PlaceImport importer,
      BiFunction<Long, String, WorksSheet> sheet) {
    routes.get(
        path + "/template",
        ctx -> ImportRoutes.template(ctx, sheet.apply(0L, "")),
        Right.READ_ENERGY,
        About.ENTERPRISE);
    routes.post(
        path,
        ctx ->
            ImportRoutes.run(
                ctx,
                sheet.apply(
                    Params.number(ctx, "id"), Callers.of(ctx).signature(ctx.queryParam("author"))),
                importer),
        Right.KEEP_ENERGY,
        About.ENTERPRISE);
  }
}
