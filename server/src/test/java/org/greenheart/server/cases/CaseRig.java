// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.greenheart.server.accounts.AccountCallers;
import org.greenheart.server.accounts.Handlers;
import org.greenheart.server.accounts.Sight;
import org.greenheart.server.api.HttpAddress;
import org.greenheart.server.api.HttpServer;
import org.greenheart.server.api.Routes;
import org.greenheart.server.waiting.Pause;
import org.greenheart.storage.registry.Acceptance;
import org.greenheart.storage.registry.Reach;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.SqliteRegistry;
import org.jspecify.annotations.Nullable;

/** Cases over real HTTP, with a clock that stands still and persons who say who they are. */
final class CaseRig implements AutoCloseable {
  static final Instant START = Instant.parse("2026-03-02T02:00:00Z"); // Monday, 10:00 in Beijing

  private static final String PERSON = "X-Person";

  Instant now = START;
  final InstantSource clock = () -> now;
  final Registry registry;
  final CaseKinds kinds = new CaseKinds();
  final CaseDesk desk = new CaseDesk(kinds);
  final CaseKeeper keeper;
  final long thing;
  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper mapper = new ObjectMapper();

  CaseRig(Path folder) {
    registry = SqliteRegistry.open(folder, clock);
    thing = registry.devices().register("hj212", "M1", Acceptance.named("Works"), START).thing();
    keeper = new CaseKeeper(registry, desk, new NoPause(), clock);
    People people = this::person;
    Complaints complaints = new Complaints(desk, kinds, IdentityVault.open(folder));
    List<Routes> routes =
        CaseOffice.routes(
            registry,
            kinds,
            desk,
            complaints,
            new Handlers(new AccountCallers(registry)),
            () -> {},
            people,
            clock);
    server = HttpServer.start(new HttpAddress("127.0.0.1", 0), routes);
  }

  /** {@code name:roles}, or {@code name:roles:area} for one who sees that area alone. */
  private Person person(Context ctx) {
    String header = ctx.header(PERSON);
    if (header == null) {
      return People.CALLERS.of(ctx);
    }
    String[] parts = header.split(":", 3);
    Sight sight =
        parts.length < 3
            ? Sight.everything()
            : Sight.of(
                Reach.of(Set.of(), Set.of(Long.valueOf(parts[2])), Set.of()), registry.reaches());
    return new Person(parts[0], Set.of(parts[1].split(",", -1)), sight);
  }

  private static final class NoPause implements Pause {
    @Override
    public boolean until(Instant moment) {
      return false;
    }

    @Override
    public void close() {}
  }

  record Answer(int status, JsonNode body) {
    String code() {
      return body.path("code").asText();
    }

    String text(String pointer) {
      return body.at(pointer).asText();
    }

    long id() {
      return body.path("id").asLong();
    }
  }

  Answer send(String method, String path, @Nullable String body, String person)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri().resolve(path))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!person.isEmpty()) {
      request.header(PERSON, person);
    }
    HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
    return new Answer(
        answer.statusCode(),
        answer.body().isEmpty() ? mapper.createObjectNode() : mapper.readTree(answer.body()));
  }

  Answer get(String path) throws IOException, InterruptedException {
    return send("GET", path, null, "");
  }

  Answer post(String path, String body) throws IOException, InterruptedException {
    return send("POST", path, body.replace('\'', '"'), "");
  }

  /** A new case of a kind; its id. */
  long open(String kind) throws IOException, InterruptedException {
    return post("/api/cases", "{'kind':'%s','title':'Smell at the gate'}".formatted(kind)).id();
  }

  /** A step with the version that holds now; body without braces. */
  Answer step(long id, String step, String body) throws IOException, InterruptedException {
    return step(id, step, body, "");
  }

  Answer step(long id, String step, String body, String person)
      throws IOException, InterruptedException {
    long version = registry.cases().find(id).orElseThrow().version();
    String json = "{'version':%s%s}".formatted(version, body.isEmpty() ? "" : "," + body);
    return send(
        "POST", "/api/cases/%s/steps/%s".formatted(id, step), json.replace('\'', '"'), person);
  }

  String stage(long id) {
    return registry.cases().find(id).orElseThrow().stage().text();
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  @Override
  public void close() {
    server.close();
    registry.close();
    client.close();
  }
}
