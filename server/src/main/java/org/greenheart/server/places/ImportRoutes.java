// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.places;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.Routes;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/import/{kind}?preview=true}: the file is the body itself or the one part of a
 * form; whether it is CSV or XLSX its content tells. Answers an {@link ImportResult}: 200, or 422
 * when rows have errors and nothing was written. {@code GET /api/import/{kind}/template}: the heads
 * as CSV.
 */
public final class ImportRoutes implements Routes {
  private final String path;
  private final Right right;
  private final PlaceImport importer;
  private final @Nullable About about;
  private final Function<Context, List<? extends ImportForm>> forms;

  /**
   * @param path what stands before the kind in the address
   * @param right that an import needs
   * @param forms those that there are now
   */
  public ImportRoutes(
      String path, Right right, PlaceImport importer, Supplier<List<? extends ImportForm>> forms) {
    this(path, right, null, importer, ctx -> forms.get());
  }

  /**
   * As above, for forms that keep to what their caller may change.
   *
   * @param about null where only those may import who see everything
   * @param forms those of whoever sent the request
   */
  public ImportRoutes(
      String path,
      Right right,
      @Nullable About about,
      PlaceImport importer,
      Function<Context, List<? extends ImportForm>> forms) {
    this.path = requireNonNull(path, "path is null");
    this.right = requireNonNull(right, "right is null");
    this.about = about;
    this.importer = requireNonNull(importer, "importer is null");
    this.forms = requireNonNull(forms, "forms is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get(path + "/{kind}/template", this::template, right, About.NO_POINT);
    if (about == null) {
      routes.post(path + "/{kind}", this::run, right);
    } else {
      routes.post(path + "/{kind}", this::run, right, about);
    }
  }

  private ImportForm kind(Context ctx) {
    String kind = ctx.pathParam("kind");
    List<? extends ImportForm> known = forms.apply(ctx);
    return known.stream()
        .filter(form -> form.text().equals(kind))
        .findFirst()
        .orElseThrow(
            () ->
                ApiException.notFound(
                    "import-kind",
                    "kind of import (%s) must be one of %s"
                        .formatted(kind, known.stream().map(ImportForm::text).toList())));
  }

  private void template(Context ctx) {
    template(ctx, kind(ctx));
  }

  /** Answers with the heads of a form as CSV. */
  public static void template(Context ctx, ImportForm kind) {
    ctx.contentType("text/csv; charset=utf-8")
        .header("Content-Disposition", "attachment; filename=\"" + kind.text() + ".csv\"")
        .result(kind.template());
  }

  private void run(Context ctx) throws IOException {
    run(ctx, kind(ctx), importer);
  }

  /**
   * Answers with what an import of the request's file did or, in a preview, would do.
   *
   * @throws IOException when the file does not arrive
   */
  public static void run(Context ctx, ImportForm kind, PlaceImport importer) throws IOException {
    boolean preview = "true".equals(ctx.queryParam("preview"));
    try {
      ImportResult result = importer.run(kind, content(ctx), preview);
      ctx.status(result.errorCount() == 0 ? 200 : 422).json(result);
    } catch (SheetException e) {
      throw ApiException.badRequest(e.code(), String.valueOf(e.getMessage()));
    }
  }

  /**
   * The file of a request: its body, or the one file of its form.
   *
   * @throws IOException when the file does not arrive
   */
  public static byte[] content(Context ctx) throws IOException {
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
