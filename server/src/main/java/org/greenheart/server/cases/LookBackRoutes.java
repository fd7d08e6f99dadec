// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Callers;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.accounts.Sight;
import org.greenheart.server.api.Routes;
import org.greenheart.storage.Json;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.LookBack;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Tables;
import org.jspecify.annotations.Nullable;

/**
 * All look-backs, newest first: those planned, those that are due, and what was found. One of a
 * closing that did not last, because the case was opened again before, is {@code void}.
 */
final class LookBackRoutes implements Routes {
  private final Registry registry;

  LookBackRoutes(Registry registry) {
    this.registry = requireNonNull(registry, "registry is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/look-backs", this::list, Right.READ_CASES, About.WHAT_IS_SEEN);
  }

  /**
   * @param state {@code planned}, {@code due}, {@code done} or {@code void}
   * @param thing 0 where people have to look, since no data can tell
   */
  private record Look(
      long caseId,
      String number,
      String title,
      @Nullable String titleEn,
      long thing,
      int day,
      String state,
      Instant closed,
      Instant due,
      @Nullable Instant checked,
      @Nullable String outcome,
      @Nullable String who,
      @Nullable Json details) {
    private static Look of(CaseFile file, LookBack look, Instant now) {
      String details = look.details();
      return new Look(
          file.id(),
          file.number(),
          file.title(),
          file.titleEn(),
          file.thing(),
          look.day(),
          state(file, look, now),
          look.closed(),
          look.due(),
          look.checked(),
          look.outcome(),
          look.who(),
          details == null ? null : new Json(details));
    }

    private static String state(CaseFile file, LookBack look, Instant now) {
      if (look.checked() != null) {
        return "done";
      }
      if (!look.closed().equals(file.closed())) {
        return "void";
      }
      return now.isBefore(look.due()) ? "planned" : "due";
    }
  }

  private void list(Context ctx) {
    Sight sight = Callers.sight(ctx);
    ctx.json(registry.read(tables -> list(tables, sight)));
  }

  private static List<Look> list(Tables tables, Sight sight) {
    List<Look> looks = new ArrayList<>();
    for (LookBack look : tables.caseBook().lookBacks().list().reversed()) {
      CaseFile file = tables.cases().existing(look.caseFile());
      if (sight.sees(file)) {
        looks.add(Look.of(file, look, tables.now()));
      }
    }
    return looks;
  }
}
