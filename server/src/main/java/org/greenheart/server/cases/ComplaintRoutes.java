// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Audited;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.storage.registry.CaseEvent;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Tables;
import org.jspecify.annotations.Nullable;

/**
 * Complaints: filed and followed by anybody under {@code /api/public}, typed in by those who take
 * calls, letters and visitors. Who complained is read by a route of its own that writes down who
 * looked and why.
 *
 * <p>The public routes are limited by the address that asks, and following by the number too, so
 * that PINs cannot be tried out.
 */
final class ComplaintRoutes implements Routes {
  private static final int FILED_AN_HOUR = 20;
  private static final int WRONG_PINS = 5;
  private static final int FOLLOWED_A_MINUTE = 30;

  /** What the public may see of the history; the words of it are for the house alone. */
  private static final Set<String> SHOWN =
      Set.of(
          "opened",
          "accept",
          "hand-over",
          "answer",
          "give-out",
          "investigate",
          "rectify",
          "verify",
          "publicise",
          "close",
          "closed",
          "confirm-closing",
          "extend",
          "reopen",
          "merge");

  /** Steps whose words are meant for the complainant. */
  private static final Set<String> WORDS_SHOWN = Set.of("answer", "rectify", "hand-over");

  private final Registry registry;
  private final Complaints complaints;
  private final People people;
  private final Pins pins = new Pins();
  private final RateLimit filing;
  private final RateLimit following;
  private final RateLimit wrong;

  ComplaintRoutes(Registry registry, Complaints complaints, People people, InstantSource clock) {
    this.registry = requireNonNull(registry, "registry is null");
    this.complaints = requireNonNull(complaints, "complaints is null");
    this.people = requireNonNull(people, "people is null");
    this.filing = new RateLimit(FILED_AN_HOUR, Duration.ofHours(1), clock);
    this.following = new RateLimit(FOLLOWED_A_MINUTE, Duration.ofMinutes(1), clock);
    this.wrong = new RateLimit(WRONG_PINS, Duration.ofMinutes(15), clock);
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/public/campaigns", this::campaigns, Right.PUBLIC, About.NO_POINT);
    routes.post(
        "/api/public/complaints", this::file, Right.PUBLIC, About.NO_POINT, Audited.WITHOUT_BODY);
    routes.post(
        "/api/public/complaints/follow",
        this::follow,
        Right.PUBLIC,
        About.NO_POINT,
        Audited.WITHOUT_BODY);
    routes.post(
        "/api/complaints", this::typeIn, Right.HANDLE_CASES, About.NO_POINT, Audited.WITHOUT_BODY);
    routes.post("/api/cases/{id}/complainant", this::look, Right.HANDLE_CASES, About.CASE);
    routes.get("/api/cases/{id}/complainant/looks", this::looks, Right.HANDLE_CASES, About.CASE);
  }

  private void campaigns(Context ctx) {
    ctx.json(
        registry.caseBook().campaigns().list().stream()
            .filter(campaign -> campaign.covers(WorkingDays.dayOf(registry.now())))
            .toList());
  }

  private void file(Context ctx) {
    CaseBody body =
        CaseBody.of(
            ctx, "text", "place", "polluter", "pollution", "campaign", "name", "phone", "address");
    if (!filing.take(ctx.ip())) {
      throw tooMany(
          "complaints-too-many", "at most %s complaints an hour".formatted(FILED_AN_HOUR));
    }
    Pins.Fresh pin = pins.next();
    Complaints.Receipt receipt =
        registry.write(tables -> complaints.take(tables, complaint(body, "online"), pin, "public"));
    ctx.status(201).json(receipt);
  }

  private static ApiException tooMany(String code, String rule) {
    return new ApiException(
        429, code, "this address may ask for %s: try again later".formatted(rule));
  }

  private static Complaints.Complaint complaint(CaseBody body, String channel) {
    return new Complaints.Complaint(
        channel,
        body.orEmpty("text"),
        body.orEmpty("place"),
        body.orEmpty("polluter"),
        body.orEmpty("pollution"),
        body.number("campaign"),
        channel.equals("online") ? Optional.empty() : body.instant("received"),
        new Complaints.Who(body.orEmpty("name"), body.orEmpty("phone"), body.orEmpty("address")));
  }

  private void typeIn(Context ctx) {
    CaseBody body =
        CaseBody.of(
            ctx,
            "channel",
            "received",
            "text",
            "place",
            "polluter",
            "pollution",
            "campaign",
            "name",
            "phone",
            "address");
    String channel = body.text("channel");
    if (!Complaints.TYPED_IN.contains(channel)) {
      throw new RuleException(
          "channel", "must be one of " + Complaints.TYPED_IN, channel, "complaint-channel");
    }
    String by = people.of(ctx).name();
    Pins.Fresh pin = pins.next();
    ctx.status(201)
        .json(registry.write(tables -> complaints.take(tables, complaint(body, channel), pin, by)));
  }

  /** What a complainant sees. */
  private record Followed(
      String number,
      String title,
      String stage,
      String state,
      Instant opened,
      @Nullable Instant due,
      String body,
      String finding,
      List<Entry> history) {}

  private record Entry(Instant at, String what, String text) {}

  private void follow(Context ctx) {
    CaseBody body = CaseBody.of(ctx, "number", "pin");
    String number = body.text("number");
    String pin = body.text("pin");
    if (!following.take(ctx.ip())) {
      throw tooMany("follow-too-many", "at most %s looks a minute".formatted(FOLLOWED_A_MINUTE));
    }
    if (wrong.isFull(number) || wrong.isFull("from " + ctx.ip())) {
      throw tooMany("pin-locked", "%s wrong PINs in a quarter of an hour".formatted(WRONG_PINS));
    }
    CaseFile file =
        registry
            .cases()
            .find(number)
            .filter(found -> isPin(found, pin))
            .orElseThrow(
                () -> {
                  var _ = wrong.take(number);
                  var _ = wrong.take("from " + ctx.ip());
                  return ApiException.notFound(
                      "number-or-pin",
                      "number (%s) and PIN do not belong together".formatted(number));
                });
    ctx.json(registry.read(tables -> followed(tables, file)));
  }

  private boolean isPin(CaseFile file, String pin) {
    return Pins.isPin(pin)
        && registry
            .caseBook()
            .complainants()
            .pin(file.id())
            .filter(kept -> Pins.fits(kept, pin))
            .isPresent();
  }

  private static Followed followed(Tables tables, CaseFile file) {
    List<Entry> history = new ArrayList<>();
    for (CaseEvent event : tables.cases().timeline(file.id())) {
      if (SHOWN.contains(event.what())) {
        history.add(
            new Entry(
                event.at(), event.what(), WORDS_SHOWN.contains(event.what()) ? event.text() : ""));
      }
    }
    return new Followed(
        file.number(),
        file.title(),
        file.stage().text(),
        file.open() ? "open" : "closed",
        file.opened(),
        file.open() ? file.clock().due() : null,
        file.facts().body(),
        file.facts().finding(),
        history);
  }

  private void look(Context ctx) {
    long id = Params.number(ctx, "id");
    Person person = people.of(ctx);
    String why = CaseBody.of(ctx, "why").text("why");
    if (!person.hasAny(Set.of("duty-officer", "inspector"))) {
      throw StepException.notYou(
          "complainant-role",
          "the complainant of case (%s) may be read by duty officers and inspectors; %s is %s"
              .formatted(id, person.name(), person.roles()));
    }
    ObjectNode who = registry.write(tables -> complaints.look(tables, id, person.name(), why));
    ctx.json(who);
  }

  private void looks(Context ctx) {
    ctx.json(registry.caseBook().complainants().looks(Params.number(ctx, "id")));
  }
}
