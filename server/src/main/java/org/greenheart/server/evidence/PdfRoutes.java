// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.evidence;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Callers;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Tables;
import org.greenheart.storage.telemetry.Telemetry;

/** The printed files of alarms and cases. */
final class PdfRoutes implements Routes {
  private final Registry registry;
  private final Telemetry telemetry;
  private final EvidenceStore store;
  private final SealKeeper keeper;
  private final String place;
  private final Semaphore making = new Semaphore(2);

  PdfRoutes(
      Registry registry,
      Telemetry telemetry,
      EvidenceStore store,
      SealKeeper keeper,
      String place) {
    this.registry = requireNonNull(registry, "registry is null");
    this.telemetry = requireNonNull(telemetry, "telemetry is null");
    this.store = requireNonNull(store, "store is null");
    this.keeper = requireNonNull(keeper, "keeper is null");
    this.place = requireNonNull(place, "place is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/alarms/{id}/pdf", this::ofAlarm, Right.READ_ALARMS, About.ALARM);
    routes.get("/api/cases/{id}/pdf", this::ofCase, Right.READ_CASES, About.CASE);
  }

  private void ofAlarm(Context ctx) throws IOException, InterruptedException {
    long id = Params.number(ctx, "id");
    print(ctx, tables -> Dossier.ofAlarm(tables, id));
  }

  private void ofCase(Context ctx) throws IOException, InterruptedException {
    long id = Params.number(ctx, "id");
    print(ctx, tables -> Dossier.ofCase(tables, id).seenBy(Callers.sight(ctx)));
  }

  private void print(Context ctx, Function<Tables, Dossier> read)
      throws IOException, InterruptedException {
    Tongue tongue =
        Params.text(ctx, "lang").filter(lang -> lang.startsWith("en")).isPresent()
            ? Tongue.ENGLISH
            : Tongue.CHINESE;
    if (!making.tryAcquire()) {
      throw new ApiException(
          503, "pdf-busy", "other files are being printed; try again when they are done");
    }
    try {
      Dossier dossier = registry.read(read);
      Path file = store.temporary(".pdf");
      try {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
          CasePdf.write(
              telemetry,
              store,
              dossier,
              tongue,
              new CasePdf.Printer(place, keeper.key().fingerprint(), registry::now),
              out);
        }
        ctx.header(
            "Content-Disposition",
            "attachment; filename=\"greenheart-%s-%s.pdf\""
                .formatted(dossier.subject(), dossier.number().replaceAll("[^A-Za-z0-9-]", "-")));
        ctx.header("Content-Length", Long.toString(Files.size(file)));
        ctx.contentType("application/pdf");
        ctx.result(Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE));
      } catch (IOException | InterruptedException | RuntimeException e) {
        Files.deleteIfExists(file);
        throw e;
      }
    } finally {
      making.release();
    }
  }
}
