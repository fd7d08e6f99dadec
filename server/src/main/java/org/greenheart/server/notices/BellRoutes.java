// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.notices;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Caller;
import org.greenheart.server.accounts.Callers;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.storage.registry.NoticeDelivery;
import org.greenheart.storage.registry.NoticeEvent;
import org.greenheart.storage.registry.NoticeKind;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Severity;
import org.greenheart.storage.registry.Tables;
import org.jspecify.annotations.Nullable;

/** {@code /api/notices}: the bell of whoever calls. */
final class BellRoutes implements Routes {
  private static final int PAGE = 50;

  private final Registry registry;

  BellRoutes(Registry registry) {
    this.registry = requireNonNull(registry, "registry is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/notices", this::list, Right.LOGGED_IN, About.NO_POINT);
    routes.post("/api/notices/seen", this::see, Right.LOGGED_IN, About.NO_POINT);
    routes.get("/api/notices/{id}/parts", this::parts, Right.LOGGED_IN, About.NO_POINT);
  }

  private static long account(Context ctx) {
    Caller caller = Callers.of(ctx);
    if (caller.id() == 0 && !caller.isOpen()) {
      throw new ApiException(401, "login-missing", "a bell belongs to somebody who has logged in");
    }
    return caller.id();
  }

  private void list(Context ctx) {
    long account = account(ctx);
    long before = Params.number(ctx, "before", Long.MAX_VALUE, Long.MAX_VALUE);
    int limit = (int) Params.number(ctx, "limit", PAGE, 4 * PAGE);
    boolean unread = Params.text(ctx, "unread").map(Boolean::parseBoolean).orElse(false);
    ctx.json(
        registry.read(
            tables ->
                new Bell(
                    tables.notices().unseen(account),
                    tables.notices().bell(account, unread, before, limit).stream()
                        .map(delivery -> Notice.of(delivery, tables))
                        .toList())));
  }

  private void see(Context ctx) {
    long account = account(ctx);
    long upTo = Bodies.of(ctx, Seen.class).upTo();
    int seen = registry.write(tables -> tables.notices().see(account, upTo));
    ctx.json(new SeenAnswer(seen, registry.notices().unseen(account)));
  }

  private void parts(Context ctx) {
    long account = account(ctx);
    long id = Params.number(ctx, "id");
    ctx.json(
        registry.read(
            tables -> {
              NoticeDelivery bundle =
                  tables.notices().bell(account, false, id + 1, 1).stream()
                      .filter(delivery -> delivery.id() == id)
                      .findFirst()
                      .orElseThrow(
                          () ->
                              ApiException.notFound(
                                  "notice-not-found", "notice (%s) does not exist".formatted(id)));
              return tables.notices().parts(bundle.id()).stream()
                  .map(part -> Notice.of(part, tables))
                  .toList();
            }));
  }

  record Seen(long upTo) {}

  record SeenAnswer(int seen, int unread) {}

  record Bell(int unread, List<Notice> notices) {}

  /** A sentence in Chinese and English. */
  record Said(String zh, String en) {}

  /**
   * A notice in a list.
   *
   * @param subject of the event: the id of the alarm or case
   */
  record Notice(
      long id,
      String kind,
      long subject,
      @Nullable Long thing,
      @Nullable String severity,
      boolean late,
      Instant at,
      Said said,
      @Nullable Instant seen) {
    static Notice of(NoticeDelivery delivery, Tables tables) {
      NoticeEvent event = delivery.event();
      Severity severity = event.severity();
      return new Notice(
          delivery.id(),
          event.kind().text(),
          event.kind() == NoticeKind.DIGEST ? delivery.id() : event.subject(),
          event.thing(),
          severity == null ? null : severity.text(),
          event.late(),
          event.at(),
          new Said(
              NoticeText.subject(event, Words.ZH, tables),
              NoticeText.subject(event, Words.EN, tables)),
          delivery.seen());
    }
  }
}
