// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.manual;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Audited;
import org.greenheart.server.accounts.Callers;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.JsonBody;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.server.evidence.FileShelf;
import org.greenheart.storage.registry.ManualFile;
import org.greenheart.storage.registry.Registry;

/** Files of a manual report: added, fetched, struck; none is deleted. */
final class ManualFileRoutes implements Routes {
  private final Registry registry;
  private final FileShelf shelf;

  ManualFileRoutes(Registry registry, FileShelf shelf) {
    this.registry = requireNonNull(registry, "registry is null");
    this.shelf = requireNonNull(shelf, "shelf is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    String all = "/api/manual-reports/{id}/files";
    // The body is the file, read as it comes.
    routes.post(all, this::add, Right.MARK_POINTS, About.MANUAL_REPORT, Audited.WITHOUT_BODY);
    routes.get(all + "/{file}/content", this::content, Right.READ_DATA, About.MANUAL_REPORT);
    routes.post(all + "/{file}/strike", this::strike, Right.MARK_POINTS, About.MANUAL_REPORT);
  }

  private void add(Context ctx) {
    long id = Params.number(ctx, "id");
    var _ = ManualRoutes.existing(registry, id);
    requireRoom(id, registry.manualReports().files(id));
    String by = Callers.of(ctx).signature(ctx.queryParam("author"));
    FileShelf.Shelved taken = shelf.take(ctx);
    ManualFile kept =
        registry.write(
            tables -> {
              requireRoom(id, tables.manualReports().files(id));
              return tables
                  .manualReports()
                  .addFile(
                      new ManualFile(
                          0,
                          id,
                          taken.name(),
                          taken.media(),
                          taken.bytes(),
                          taken.sha256(),
                          tables.now(),
                          by,
                          null,
                          null,
                          null));
            });
    ctx.status(201).json(ManualView.FileView.of(kept));
  }

  private void requireRoom(long id, List<ManualFile> files) {
    if (files.size() >= shelf.most()) {
      throw new ApiException(
          409,
          "evidence-count",
          "report (%s) has %s files, as many as it may have (evidence.files)"
              .formatted(id, files.size()));
    }
  }

  private void content(Context ctx) throws IOException {
    ManualFile file = file(ctx);
    shelf.send(ctx, file.name(), file.media(), file.bytes(), file.sha256());
  }

  private void strike(Context ctx) {
    ManualFile file = file(ctx);
    if (ManualRoutes.existing(registry, file.report()).official()
        && !ManualRoutes.isOfficial(ctx)) {
      throw new ApiException(
          403,
          "report-official",
          "report (%s) was entered or corrected by the authority: only it may strike its files"
              .formatted(file.report()));
    }
    JsonBody body = JsonBody.of(ctx);
    String by = Callers.of(ctx).signature(body.optionalText("author").orElse(null));
    ctx.json(
        ManualView.FileView.of(
            registry.manualReports().strikeFile(file.id(), body.text("why"), by)));
  }

  /** A file of the report that the path names: no other's. */
  private ManualFile file(Context ctx) {
    long id = Params.number(ctx, "id");
    long number = Params.number(ctx, "file");
    return registry.manualReports().files(id).stream()
        .filter(file -> file.id() == number)
        .findFirst()
        .orElseThrow(
            () ->
                ApiException.notFound(
                    "evidence-not-found", "report (%s) has no file (%s)".formatted(id, number)));
  }
}
