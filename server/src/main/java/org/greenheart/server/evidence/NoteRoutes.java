// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.evidence;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Caller;
import org.greenheart.server.accounts.Callers;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.accounts.Sight;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.JsonBody;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.storage.registry.CaseEvent;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.Mention;
import org.greenheart.storage.registry.Registry;
import org.jspecify.annotations.Nullable;

/** Notes on cases that call upon people, and who was called upon. */
final class NoteRoutes implements Routes {
  private static final int LONGEST_NOTE = 4_000;
  private static final int MOST_CALLED = 20;
  private static final int PAGE = 200;

  private final Registry registry;

  NoteRoutes(Registry registry) {
    this.registry = requireNonNull(registry, "registry is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.post("/api/cases/{id}/evidence/notes", this::note, Right.WORK_ON_CASES, About.CASE);
    routes.get("/api/cases/{id}/evidence/mentions", this::called, Right.READ_CASES, About.CASE);
    routes.get("/api/mentions", this::mine, Right.LOGGED_IN, About.NO_POINT);
    routes.post("/api/mentions/{id}/seen", this::seen, Right.LOGGED_IN, About.NO_POINT);
  }

  private void note(Context ctx) {
    long id = Params.number(ctx, "id");
    JsonBody body = JsonBody.of(ctx);
    String text = body.text("text").strip();
    if (text.isEmpty() || text.length() > LONGEST_NOTE) {
      throw ApiException.badRequest(
          "note-text",
          "text (%s characters) must have 1 to %s characters"
              .formatted(text.length(), LONGEST_NOTE));
    }
    List<String> people = Mentions.in(text);
    if (people.size() > MOST_CALLED) {
      throw ApiException.badRequest(
          "note-mentions",
          "text calls upon %s people, at most %s are possible"
              .formatted(people.size(), MOST_CALLED));
    }
    String who = Callers.of(ctx).signature(body.optionalText("who").orElse(null));
    List<Mention> mentions =
        registry.write(
            tables -> {
              // A brace would make it look like an entry of the watch.
              String kept = text.startsWith("{") ? " " + text : text;
              tables.cases().note(id, new CaseEvent(tables.now(), who, "note", kept));
              return people.stream()
                  .map(person -> tables.evidence().mention(id, person, who, text))
                  .toList();
            });
    ctx.status(201).json(mentions.stream().map(MentionView::of).toList());
  }

  private void called(Context ctx) {
    long id = Params.number(ctx, "id");
    ctx.json(
        registry.read(
            tables -> {
              CaseFile _ = tables.cases().existing(id);
              return tables.evidence().mentionsOf(id).stream().map(MentionView::of).toList();
            }));
  }

  /**
   * What calls upon the caller in cases that they see; where no login is asked for, those of the
   * person named.
   */
  private void mine(Context ctx) {
    String person = person(Callers.of(ctx), Params.text(ctx, "person").orElse(null));
    Sight sight = Callers.sight(ctx);
    ctx.json(
        registry.read(
            tables ->
                tables.evidence().unseen(person, PAGE).stream()
                    .flatMap(
                        mention ->
                            tables
                                .cases()
                                .find(mention.caseFile())
                                .filter(sight::sees)
                                .map(file -> CallView.of(mention, file))
                                .stream())
                    .toList()));
  }

  private void seen(Context ctx) {
    long id = Params.number(ctx, "id");
    String person = person(Callers.of(ctx), JsonBody.of(ctx).optionalText("person").orElse(null));
    ctx.json(MentionView.of(registry.evidence().seen(id, person)));
  }

  private static String person(Caller caller, @Nullable String named) {
    return caller.signature(named);
  }

  /** A mention with the case that it is in. */
  record CallView(
      long id,
      long caseId,
      String number,
      String title,
      @Nullable String titleEn,
      String person,
      String who,
      String text,
      Instant at) {
    private static CallView of(Mention mention, CaseFile file) {
      return new CallView(
          mention.id(),
          file.id(),
          file.number(),
          file.title(),
          file.titleEn(),
          mention.person(),
          mention.who(),
          mention.text(),
          mention.at());
    }
  }

  /** A mention as the interface shows it. */
  record MentionView(
      long id,
      long caseId,
      String person,
      String who,
      String text,
      Instant at,
      @Nullable Instant seen) {
    private static MentionView of(Mention mention) {
      return new MentionView(
          mention.id(),
          mention.caseFile(),
          mention.person(),
          mention.who(),
          mention.text(),
          mention.at(),
          mention.seen());
    }
  }
}
