// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.places;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.Routes;

/**
 * {@code POST /api/import/{kind}?preview=true}: the file is the body itself or the one part of a
 * form; whether it is CSV or XLSX its content tells. Answers an {@link ImportResult}: 200, or 422
 * when rows have errors and nothing was written. {@code GET /api/import/{kind}/template}: the heads
 * as CSV.
 */
final class ImportRoutes implements Routes {
  private final PlaceImport importer;

  ImportRoutes(PlaceImport importer) {
    this.importer = importer;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/import/{kind}/template", this::template);
    routes.post("/api/import/{kind}", this::run);
  }

  private static ImportKind kind(Context ctx) {
    String kind = ctx.pathParam("kind");
    return ImportKind.ofText(kind)
        .orElseThrow(
            () ->
                ApiException.notFound(
                    "import-kind",
                    "kind of import (%s) must be one of %s"
                        .formatted(
                            kind,
                            List.of(ImportKind.values()).stream().map(ImportKind::text).toList())));
  }

  private void template(Context ctx) {
    ImportKind kind = kind(ctx);
    ctx.contentType("text/csv; charset=utf-8")
        .header("Content-Disposition", "attachment; filename=\"" + kind.text() + ".csv\"")
        .result(kind.template());
  }

  private void run(Context ctx) throws IOException {
    ImportKind kind = kind(ctx);
    boolean preview = "true".equals(ctx.queryParam("preview"));
    try {
      ImportResult result = importer.run(kind, content(ctx), preview);
      ctx.status(result.errorCount() == 0 ? 200 : 422).json(result);
    } catch (SheetException e) {
      throw ApiException.badRequest(e.code(), String.valueOf(e.getMessage()));
    }
  }

  private static byte[] content(Context ctx) throws IOException {
    if (!ctx.isMultipartFormData()) {
      return ctx.bodyAsBytes();
    }
    List<UploadedFile> files = ctx.uploadedFiles();
    if (files.size() != 1) {
      throw ApiException.badRequest(
          "import-file", "the form must have one file, it has " + files.size());
    }
    try (InputStream in = files.getFirst().content()) {
      return in.readAllBytes();
    }
  }
}
