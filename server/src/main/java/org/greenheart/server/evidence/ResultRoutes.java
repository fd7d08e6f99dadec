// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Callers;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.ApiJson;
import org.greenheart.server.api.JsonBody;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.server.cases.PublicFields;
import org.greenheart.storage.Json;
import org.greenheart.storage.registry.CaseEvent;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.Publication;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Stage;
import org.greenheart.storage.registry.Tables;
import org.jspecify.annotations.Nullable;

/**
 * The public table of results. A row is shown to a person before it is published, and exactly what
 * was shown is published: later changes of the case change nothing in it.
 */
final class ResultRoutes implements Routes {
  private static final Set<Stage> READY = Set.of(Stage.PUBLICISED, Stage.CLOSED, Stage.LOOKED_BACK);
  private static final int PAGE = 100;
  private static final int LONGEST_REASON = 2_000;

  private final Registry registry;
  private final PublicFields fields = new PublicFields();
  private final ObjectMapper mapper = ApiJson.mapper();

  ResultRoutes(Registry registry) {
    this.registry = requireNonNull(registry, "registry is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    String one = "/api/cases/{id}/publication";
    routes.get(one, this::preview, Right.READ_CASES, About.CASE);
    routes.post(one, this::publish, Right.HANDLE_CASES, About.CASE);
    routes.post(one + "/withdraw", this::withdraw, Right.HANDLE_CASES, About.CASE);
    routes.get("/api/public/results", this::results, Right.PUBLIC, About.NO_POINT);
  }

  private void preview(Context ctx) {
    long id = Params.number(ctx, "id");
    ctx.json(registry.read(tables -> preview(tables, id)));
  }

  private Preview preview(Tables tables, long id) {
    CaseFile file = tables.cases().existing(id);
    PublicRow.Made made = PublicRow.of(tables, fields, file);
    Publication present =
        tables.evidence().publicationsOf(id).stream()
            .filter(each -> each.withdrawn() == null)
            .findFirst()
            .orElse(null);
    return new Preview(
        made.row(),
        made.hidden(),
        Digests.sha256(json(made.row()).getBytes(UTF_8)),
        READY.contains(file.stage()),
        present == null ? null : new Json(present.document()),
        present == null ? null : present.published());
  }

  private String json(PublicRow row) {
    try {
      return mapper.writeValueAsString(row);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private void publish(Context ctx) {
    long id = Params.number(ctx, "id");
    JsonBody body = JsonBody.of(ctx);
    String seen = body.text("sha256");
    String by = Callers.of(ctx).signature(body.optionalText("who").orElse(null));
    Preview published =
        registry.write(
            tables -> {
              Preview now = preview(tables, id);
              if (!now.ready()) {
                throw new ApiException(
                    409,
                    "case-not-publicised",
                    "case (%s) is %s; its result is published from the step publicise on"
                        .formatted(now.row().number(), now.row().stage()));
              }
              if (!now.sha256().equals(seen)) {
                throw new ApiException(
                    409,
                    "publication-changed",
                    "the row of case (%s) is another than the one that was shown; look at it again"
                        .formatted(now.row().number()));
              }
              tables.evidence().publish(id, json(now.row()), by);
              tables.cases().note(id, new CaseEvent(tables.now(), by, "published", ""));
              return preview(tables, id);
            });
    ctx.status(201).json(published);
  }

  private void withdraw(Context ctx) {
    long id = Params.number(ctx, "id");
    JsonBody body = JsonBody.of(ctx);
    String why = body.text("why").strip();
    if (why.isEmpty() || why.length() > LONGEST_REASON) {
      throw ApiException.badRequest(
          "text-length",
          "why (%s characters) must have 1 to %s characters"
              .formatted(why.length(), LONGEST_REASON));
    }
    String by = Callers.of(ctx).signature(body.optionalText("who").orElse(null));
    ctx.json(
        registry.<Preview>write(
            tables -> {
              CaseFile _ = tables.cases().existing(id);
              if (tables.evidence().withdraw(id, why, by).isPresent()) {
                tables.cases().note(id, new CaseEvent(tables.now(), by, "unpublished", why));
              }
              return preview(tables, id);
            }));
  }

  private void results(Context ctx) {
    long before = Params.number(ctx, "before", Long.MAX_VALUE, Long.MAX_VALUE);
    List<Published> rows =
        registry.evidence().published(before, PAGE).stream()
            .map(row -> new Published(row.id(), row.published(), new Json(row.document())))
            .toList();
    ctx.json(rows);
  }

  /**
   * What would be published.
   *
   * @param hidden fields that nobody will see
   * @param sha256 of the row: names it when it is published
   * @param ready whether the case has come so far
   * @param present what is public now; null when nothing is
   */
  record Preview(
      PublicRow row,
      List<PublicRow.Name> hidden,
      String sha256,
      boolean ready,
      @Nullable Json present,
      @Nullable Instant published) {}

  /** A row that is public. */
  record Published(long id, Instant published, Json row) {}
}
