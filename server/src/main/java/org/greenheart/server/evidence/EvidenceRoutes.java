// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.evidence;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Audited;
import org.greenheart.server.accounts.Callers;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.JsonBody;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.RestOfBody;
import org.greenheart.server.api.Routes;
import org.greenheart.storage.registry.Attachment;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Tables;
import org.jspecify.annotations.Nullable;

/** Files of a case: added, looked at, struck. */
final class EvidenceRoutes implements Routes {
  private static final int THUMBNAIL = 320;

  private static final int LONGEST_NOTE = 2_000;

  private final Registry registry;
  private final EvidenceStore store;
  private final EvidenceLimits limits;
  private final FileShelf shelf;

  EvidenceRoutes(Registry registry, EvidenceStore store, EvidenceLimits limits) {
    this.registry = requireNonNull(registry, "registry is null");
    this.store = requireNonNull(store, "store is null");
    this.limits = requireNonNull(limits, "limits is null");
    this.shelf = new FileShelf(store, limits);
  }

  @Override
  public void register(RoutesConfig routes) {
    String all = "/api/cases/{id}/evidence";
    routes.get(all, this::list, Right.READ_CASES, About.CASE);
    // The body is the file, read as it comes.
    routes.post(all, this::add, Right.WORK_ON_CASES, About.CASE, Audited.WITHOUT_BODY);
    routes.get(all + "/{file}/content", this::content, Right.READ_CASES, About.CASE);
    routes.get(all + "/{file}/thumbnail", this::thumbnail, Right.READ_CASES, About.CASE);
    routes.post(all + "/{file}/strike", this::strike, Right.WORK_ON_CASES, About.CASE);
  }

  private void list(Context ctx) {
    long id = Params.number(ctx, "id");
    ctx.json(
        registry.read(
            tables -> {
              CaseFile _ = tables.cases().existing(id);
              return new Listing(
                  tables.evidence().of(id).stream().map(AttachmentView::of).toList(),
                  new Limits(
                      limits.fileBytes(),
                      limits.files(),
                      Stream.of(FileKind.values()).map(FileKind::media).toList()));
            }));
  }

  private void add(Context ctx) {
    try {
      take(ctx);
    } catch (RuntimeException e) {
      RestOfBody.takeIn(ctx, FileShelf.READ_ON * limits.fileBytes());
      throw e;
    }
  }

  private void take(Context ctx) {
    long id = Params.number(ctx, "id");
    String name = FileShelf.name(ctx);
    Long item = Params.optionalNumber(ctx, "item").orElse(null);
    String note = Params.text(ctx, "note").orElse("");
    if (note.length() > LONGEST_NOTE) {
      throw ApiException.badRequest(
          "text-length",
          "note (%s characters) must have at most %s characters"
              .formatted(note.length(), LONGEST_NOTE));
    }
    shelf.requireSize(ctx);
    String by = Callers.of(ctx).signature(ctx.queryParam("who"));
    // Before anything is written: what is refused leaves nothing.
    registry.read(tables -> room(tables, id, item));
    try (EvidenceStore.Staged staged = store.stage(ctx.bodyInputStream(), limits.fileBytes())) {
      FileKind kind = Sniffer.kind(staged.file(), name);
      PhotoFacts facts = kind.photo() ? PhotoFacts.read(staged.file()) : PhotoFacts.NONE;
      store.keep(staged);
      Attachment draft =
          new Attachment(
              0,
              id,
              item,
              name,
              kind.media(),
              staged.bytes(),
              staged.sha256(),
              note.strip(),
              facts.taken(),
              facts.latitude(),
              facts.longitude(),
              registry.now(),
              by,
              null,
              null,
              null);
      Attachment kept =
          registry.write(
              tables -> {
                room(tables, id, item);
                return tables.evidence().add(draft);
              });
      ctx.status(201).json(AttachmentView.of(kept));
    } catch (IOException e) {
      throw new ApiException(
          507,
          "evidence-not-kept",
          "file (%s) could not be written to the disk: %s".formatted(name, e.getMessage()));
    }
  }

  private boolean room(Tables tables, long id, @Nullable Long item) {
    CaseFile _ = tables.cases().existing(id);
    if (item != null && tables.caseBook().itemsOf(id).stream().noneMatch(one -> one.id() == item)) {
      throw ApiException.notFound(
          "item-not-found", "case (%s) has no item (%s)".formatted(id, item));
    }
    int there = tables.evidence().of(id).size();
    if (there >= limits.files()) {
      throw new ApiException(
          409,
          "evidence-count",
          "case (%s) has %s files, as many as it may have (evidence.files)".formatted(id, there));
    }
    return true;
  }

  private void content(Context ctx) throws IOException {
    Attachment file = file(ctx);
    shelf.send(ctx, file.name(), file.media(), file.bytes(), file.sha256());
  }

  private void thumbnail(Context ctx) throws IOException, InterruptedException {
    Attachment file = file(ctx);
    if (FileKind.ofMedia(file.media()).filter(FileKind::drawable).isEmpty()) {
      throw noThumbnail(file);
    }
    int orientation = PhotoFacts.read(store.path(file.sha256())).orientation();
    byte[] small =
        Pictures.small(store.path(file.sha256()), THUMBNAIL, orientation)
            .orElseThrow(() -> noThumbnail(file));
    FileShelf.sandbox(ctx);
    ctx.contentType("image/jpeg");
    ctx.result(small);
  }

  private static ApiException noThumbnail(Attachment file) {
    return ApiException.notFound(
        "evidence-no-thumbnail",
        "file (%s, %s) has no small picture".formatted(file.id(), file.media()));
  }

  private void strike(Context ctx) {
    Attachment file = file(ctx);
    JsonBody body = JsonBody.of(ctx);
    String why = body.text("why").strip();
    if (why.isEmpty() || why.length() > LONGEST_NOTE) {
      throw ApiException.badRequest(
          "text-length",
          "why (%s characters) must have 1 to %s characters".formatted(why.length(), LONGEST_NOTE));
    }
    String by = Callers.of(ctx).signature(body.optionalText("who").orElse(null));
    ctx.json(AttachmentView.of(registry.evidence().strike(file.id(), why, by)));
  }

  /** A file of the case that the path names: no other case's. */
  private Attachment file(Context ctx) {
    long id = Params.number(ctx, "id");
    long number = Params.number(ctx, "file");
    return registry
        .evidence()
        .find(number)
        .filter(found -> found.caseFile() == id)
        .orElseThrow(
            () ->
                ApiException.notFound(
                    "evidence-not-found", "case (%s) has no file (%s)".formatted(id, number)));
  }

  /**
   * @param limits what may be added
   */
  record Listing(List<AttachmentView> files, Limits limits) {}

  /**
   * @param fileBytes largest file
   * @param files most of a case
   * @param media kinds of files
   */
  record Limits(long fileBytes, int files, List<String> media) {}
}
