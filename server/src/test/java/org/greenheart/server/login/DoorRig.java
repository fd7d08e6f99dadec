// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.login;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.greenheart.server.api.Gate;
import org.greenheart.server.api.HttpAddress;
import org.greenheart.server.api.HttpServer;
import org.greenheart.server.api.Routes;
import org.greenheart.server.audit.AuditRoutes;
import org.greenheart.server.waiting.SetClock;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.SqliteRegistry;
import org.greenheart.storage.telemetry.MemoryTelemetry;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;

/** A server that asks for a login, and browsers that remember their cookie. */
final class DoorRig implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-03-03T00:00:00Z");
  static final String PASSWORD = "river and reed";

  final SetClock clock = new SetClock(NOW);
  final Telemetry telemetry = new MemoryTelemetry();
  final Registry registry;
  final HttpServer server;
  final Door door;
  private final HttpClient client = HttpClient.newHttpClient();
  private static final ObjectMapper MAPPER = new ObjectMapper();

  DoorRig(Path folder, List<Routes> more) {
    this(folder, registry -> more);
  }

  /** What a test adds over the rig's registry. */
  interface More {
    List<Routes> over(Registry registry);
  }

  DoorRig(Path folder, More more) {
    this(folder, more, (registry, gate) -> gate);
  }

  /** What a test puts around the gate. */
  interface Around {
    Gate over(Registry registry, Gate gate);
  }

  DoorRig(Path folder, More more, Around around) {
    this(folder, more, around, Optional.empty());
  }

  /** One that people also come into from a provider. */
  DoorRig(Path folder, OidcConfig provider) {
    this(folder, registry -> List.of(), (registry, gate) -> gate, Optional.of(provider));
  }

  private DoorRig(Path folder, More more, Around around, Optional<OidcConfig> provider) {
    registry = SqliteRegistry.open(folder, clock);
    door =
        Door.make(
            folder,
            false,
            "",
            LoginTimes.USUAL,
            provider,
            Optional.empty(),
            registry,
            telemetry,
            clock);
    List<Routes> routes = new ArrayList<>(door.routes());
    routes.add(new AuditRoutes(registry));
    routes.addAll(more.over(registry));
    server =
        HttpServer.start(
            new HttpAddress("127.0.0.1", 0), around.over(registry, door.gate()), routes);
  }

  @Override
  public void close() {
    server.close();
    registry.close();
    telemetry.close();
    client.close();
  }

  /** A browser in which the first visit has been made. */
  Browser owner() {
    Browser browser = new Browser();
    Answer answer =
        browser.send(
            "POST",
            "/api/setup",
            Map.of(
                "login",
                "owner",
                "name",
                "Owner",
                "password",
                PASSWORD,
                "place",
                "Liuwan",
                "kind",
                "bureau"));
    if (answer.status != 201) {
      throw new IllegalStateException(answer.text);
    }
    return browser;
  }

  /** A browser of a new account, made by the owner. */
  Browser account(Browser owner, String login, List<String> roles, Map<String, Object> scope) {
    Map<String, Object> body = new TreeMap<>(scope);
    body.put("login", login);
    body.put("name", login);
    body.put("roles", roles);
    body.putIfAbsent("everything", false);
    Answer made = owner.send("POST", "/api/accounts", body);
    Browser browser = new Browser();
    Answer set =
        browser.send(
            "POST",
            "/api/reset",
            Map.of("code", made.json().path("code").asText(), "password", PASSWORD));
    Answer in = browser.login(login, PASSWORD);
    if (made.status != 201 || set.status != 200 || in.status != 200) {
      throw new IllegalStateException(made.text + set.text + in.text);
    }
    return browser;
  }

  record Answer(int status, String text, HttpResponse<String> response) {
    JsonNode json() {
      try {
        return MAPPER.readTree(text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    String code() {
      return json().path("code").asText();
    }
  }

  /** Keeps the cookie and the page's token, as the console does. */
  final class Browser {
    @Nullable String cookie;
    @Nullable String pageToken;
    @Nullable String bearer;
    @Nullable String origin;

    Answer get(String path) {
      return send("GET", path, null);
    }

    Answer login(String login, String password) {
      return send("POST", "/api/login", Map.of("login", login, "password", password));
    }

    Answer login(String login, String password, String code) {
      return send("POST", "/api/login", Map.of("login", login, "password", password, "code", code));
    }

    Answer send(String method, String path, @Nullable Object body) {
      try {
        HttpRequest.Builder request =
            HttpRequest.newBuilder(URI.create(server.uri() + path))
                .method(
                    method,
                    body == null
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofString(MAPPER.writeValueAsString(body)));
        if (cookie != null) {
          request.header("Cookie", "greenheart-session=" + cookie);
        }
        if (pageToken != null) {
          request.header("X-Page-Token", pageToken);
        }
        if (bearer != null) {
          request.header("Authorization", "Bearer " + bearer);
        }
        if (origin != null) {
          request.header("Origin", origin);
        }
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        response.headers().allValues("Set-Cookie").forEach(this::keep);
        Answer answer = new Answer(response.statusCode(), response.body(), response);
        if (response.body().contains("\"pageToken\":\"")) {
          pageToken = answer.json().path("pageToken").asText();
        }
        return answer;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    private void keep(String header) {
      String value = header.substring(header.indexOf('=') + 1).split(";", 2)[0];
      cookie = value.isEmpty() ? null : value;
    }
  }
}
