// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.evidence;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
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

/** Sealed packs of alarms and cases, and the key that they are sealed with. */
final class PackRoutes implements Routes {
  private final Registry registry;
  private final PackMaker maker;
  private final EvidenceStore store;
  private final SealKeeper keeper;
  private final Semaphore making = new Semaphore(2);

  PackRoutes(Registry registry, PackMaker maker, EvidenceStore store, SealKeeper keeper) {
    this.registry = requireNonNull(registry, "registry is null");
    this.maker = requireNonNull(maker, "maker is null");
    this.store = requireNonNull(store, "store is null");
    this.keeper = requireNonNull(keeper, "keeper is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/alarms/{id}/pack", this::ofAlarm, Right.READ_CASES, About.ALARM);
    routes.get("/api/cases/{id}/pack", this::ofCase, Right.READ_CASES, About.CASE);
    routes.get("/api/evidence/key", this::key, Right.PUBLIC, About.NO_POINT);
  }

  private void ofAlarm(Context ctx) throws IOException {
    long id = Params.number(ctx, "id");
    make(ctx, tables -> Dossier.ofAlarm(tables, id));
  }

  private void ofCase(Context ctx) throws IOException {
    long id = Params.number(ctx, "id");
    make(ctx, tables -> Dossier.ofCase(tables, id).seenBy(Callers.sight(ctx)));
  }

  private void make(Context ctx, Function<Tables, Dossier> read) throws IOException {
    if (!making.tryAcquire()) {
      throw new ApiException(
          503, "pack-busy", "other packs are being made; try again when they are done");
    }
    try {
      Dossier dossier = registry.read(read);
      Path file = store.temporary(".pack");
      try {
        maker.make(dossier, keeper.key(), file);
        ctx.header(
            "Content-Disposition",
            "attachment; filename=\"greenheart-%s-%s.zip\""
                .formatted(dossier.subject(), dossier.number().replaceAll("[^A-Za-z0-9-]", "-")));
        ctx.header("Content-Length", Long.toString(Files.size(file)));
        ctx.contentType("application/zip");
        // Gone when it has been sent, or when the sending fails.
        ctx.result(Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE));
      } catch (IOException | RuntimeException e) {
        Files.deleteIfExists(file);
        throw e;
      }
    } finally {
      making.release();
    }
  }

  private void key(Context ctx) {
    SealKey seal = keeper.key();
    ctx.json(new KeyView("Ed25519", seal.fingerprint(), new String(seal.publicPem(), US_ASCII)));
  }

  /**
   * @param fingerprint SHA-256 of the public key, by which people compare
   * @param publicKey in the form of PEM
   */
  record KeyView(String algorithm, String fingerprint, String publicKey) {}
}
