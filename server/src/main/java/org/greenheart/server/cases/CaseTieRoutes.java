// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.CaseEvent;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.CaseTitle;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.RegistryException;
import org.greenheart.storage.registry.Tables;

/**
 * What ties cases to the data: a case is opened from an alarm, takes further alarms in, and is tied
 * to a point and to a rule whose criterion proves that it may be closed.
 */
final class CaseTieRoutes implements Routes {
  private final Registry registry;
  private final CaseDesk desk;
  private final Runnable watchAgain;
  private final People people;
  private final CaseChanges changes;

  /**
   * @param watchAgain lets the watch read the cases anew
   */
  CaseTieRoutes(Registry registry, CaseDesk desk, Runnable watchAgain, People people) {
    this.registry = requireNonNull(registry, "registry is null");
    this.desk = requireNonNull(desk, "desk is null");
    this.watchAgain = requireNonNull(watchAgain, "watchAgain is null");
    this.people = requireNonNull(people, "people is null");
    this.changes = new CaseChanges(registry, desk, people);
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.post("/api/alarms/{id}/case", this::open, Right.HANDLE_CASES, About.ALARM);
    routes.post("/api/cases/{id}/alarms", this::attach, Right.HANDLE_CASES, About.CASE);
    routes.post("/api/cases/{id}/tie", this::tie, Right.HANDLE_CASES, About.CASE);
  }

  private void open(Context ctx) {
    long id = Params.number(ctx, "id");
    Person person = people.of(ctx);
    CasePage page =
        registry.write(
            tables -> {
              Alarm alarm = tables.alarms().existing(id);
              // A case about an area is led by people: no point's data close it.
              Optional<CaseFile> joined =
                  alarm.area() != 0
                      ? Optional.empty()
                      : tables.cases().open(alarm.rule(), alarm.thing(), alarm.signalCode());
              CaseFile file =
                  joined.isPresent() && alarm.caseFile() == null
                      ? join(tables, alarm, joined.get(), person)
                      : desk.wound(
                          tables,
                          tables.cases().open(alarm, CaseTitle.of(alarm, tables), person.name()));
              return CasePage.of(file, tables, desk, person);
            });
    watchAgain.run();
    ctx.status(201).json(page);
  }

  /** Several alarms into one case. */
  private void attach(Context ctx) {
    long id = Params.number(ctx, "id");
    List<Long> alarms = CaseBody.of(ctx, "alarms").numbers("alarms");
    Person person = people.of(ctx);
    CasePage page =
        registry.write(
            tables -> {
              CaseFile file = tables.cases().existing(id);
              if (!file.open()) {
                throw StepException.notNow(
                    "case-closed", "case (%s) is closed: reopen it".formatted(file.number()));
              }
              for (long each : alarms) {
                Alarm alarm = tables.alarms().existing(each);
                if (!person.sight().sees(alarm)) {
                  throw noAlarm(each);
                }
                Long other = alarm.caseFile();
                if (other != null && other != id) {
                  throw new RegistryException(
                      RegistryException.Code.DUPLICATE,
                      "alarm (%s) belongs to case (%s)".formatted(each, other));
                }
                if (other == null) {
                  join(tables, alarm, file, person);
                }
              }
              return CasePage.of(file, tables, desk, person);
            });
    ctx.json(page);
  }

  private static RegistryException noAlarm(long id) {
    return new RegistryException(
        RegistryException.Code.NOT_FOUND, "alarm (%s) does not exist".formatted(id));
  }

  private static CaseFile join(Tables tables, Alarm alarm, CaseFile file, Person person) {
    tables.alarms().attach(alarm.id(), file.id(), person.name());
    tables
        .cases()
        .note(
            file.id(),
            new CaseEvent(
                tables.now(), person.name(), "alarm", "{\"alarm\":%s}".formatted(alarm.id())));
    return file;
  }

  private void tie(Context ctx) {
    CaseBody body = CaseBody.of(ctx, "version", "thing", "rule", "code");
    Person person = people.of(ctx);
    CaseRoutes.requireSeen(body.number("thing"), 0, 0, person.sight());
    changes.make(
        ctx,
        (tables, file) ->
            desk.tie(
                tables,
                file,
                body.number("thing"),
                body.optional("rule").orElse(null),
                body.optional("code").orElse(null),
                person.name()));
    watchAgain.run();
  }
}
