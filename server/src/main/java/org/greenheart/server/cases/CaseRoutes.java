// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.ApiJson;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.server.watch.Watch;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.CaseEvent;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.RegistryException;
import org.greenheart.storage.registry.Rule;
import org.greenheart.storage.registry.Tables;
import org.greenheart.storage.registry.Thing;
import org.jspecify.annotations.Nullable;

/**
 * Cases: opened from an alarm by a person or by a rule, noted on by persons, closed by the watch
 * when the data fulfils the criterion.
 */
public final class CaseRoutes implements Routes {
  /** Until there are accounts every person is the operator. */
  private static final String PERSON = "operator";

  private static final int PAGE = 200;
  private static final int LONGEST_NOTE = 4_000;

  private final Registry registry;
  private final Watch watch;
  private final InstantSource clock;
  private final ObjectMapper mapper = ApiJson.mapper();

  public CaseRoutes(Registry registry, Watch watch, InstantSource clock) {
    this.registry = registry;
    this.watch = watch;
    this.clock = clock;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/cases", this::list);
    routes.get("/api/cases/{id}", this::one);
    routes.post("/api/alarms/{id}/case", this::open);
    routes.post("/api/cases/{id}/notes", this::note);
  }

  private void list(Context ctx) {
    Boolean open = Params.text(ctx, "state").map(CaseRoutes::isOpen).orElse(null);
    Long point = Params.optionalNumber(ctx, "thing").orElse(null);
    long before = Params.number(ctx, "before", Long.MAX_VALUE, Long.MAX_VALUE);
    List<CaseView> views =
        registry.read(
            tables ->
                tables.cases().list(open, point, before, PAGE).stream()
                    .map(file -> CaseView.of(file, tables))
                    .toList());
    ctx.json(views);
  }

  private static boolean isOpen(String state) {
    return switch (state) {
      case "open" -> true;
      case "closed" -> false;
      default ->
          throw ApiException.badRequest(
              "case-state", "state (%s) must be open or closed".formatted(state));
    };
  }

  private void one(Context ctx) {
    long id = Params.number(ctx, "id");
    ctx.json(registry.read(tables -> CaseView.of(existing(tables, id), tables)));
  }

  private void open(Context ctx) {
    long id = Params.number(ctx, "id");
    CaseView view =
        registry.write(
            tables -> {
              Alarm alarm = tables.alarms().find(id).orElseThrow(() -> missing("alarm", id));
              Optional<CaseFile> joined =
                  tables.cases().open(alarm.rule(), alarm.thing(), alarm.signalCode());
              CaseFile file =
                  joined.isPresent() && alarm.caseFile() == null
                      ? join(tables, alarm, joined.get())
                      : tables.cases().open(alarm, title(tables, alarm), PERSON);
              return CaseView.of(file, tables);
            });
    watch.refresh();
    ctx.status(201).json(view);
  }

  private CaseFile join(Tables tables, Alarm alarm, CaseFile file) {
    tables.alarms().attach(alarm.id(), file.id(), PERSON);
    tables
        .cases()
        .note(
            file.id(),
            new CaseEvent(
                clock.instant(), PERSON, "alarm", "{\"alarm\":%s}".formatted(alarm.id())));
    return file;
  }

  private static String title(Tables tables, Alarm alarm) {
    String place = tables.catalogue().thing(alarm.thing()).map(Thing::name).orElse("");
    String rule =
        tables
            .rules()
            .version(alarm.rule(), alarm.ruleVersion())
            .map(Rule::name)
            .orElse(alarm.rule());
    return place + "：" + rule;
  }

  /** What a person has to say. */
  private record Note(@Nullable String text) {}

  private void note(Context ctx) {
    long id = Params.number(ctx, "id");
    String text = text(ctx.body());
    CaseView view =
        registry.write(
            tables -> {
              tables.cases().note(id, new CaseEvent(clock.instant(), PERSON, "note", text));
              return CaseView.of(existing(tables, id), tables);
            });
    ctx.status(201).json(view);
  }

  private String text(String body) {
    try {
      String text = mapper.readValue(body, Note.class).text();
      if (text == null || text.isBlank() || text.length() > LONGEST_NOTE) {
        throw ApiException.badRequest(
            "note-text",
            "text (%s characters) must have 1 to %s characters"
                .formatted(text == null ? 0 : text.length(), LONGEST_NOTE));
      }
      // A brace would make it look like an entry of the watch.
      return text.startsWith("{") ? " " + text : text;
    } catch (JsonProcessingException e) {
      throw ApiException.badRequest(
          "json-broken", "the body is no note: " + e.getOriginalMessage());
    }
  }

  private static CaseFile existing(Tables tables, long id) {
    return tables.cases().find(id).orElseThrow(() -> missing("case", id));
  }

  private static RegistryException missing(String what, long id) {
    return new RegistryException(
        RegistryException.Code.NOT_FOUND, "%s (%s) does not exist".formatted(what, id));
  }
}
