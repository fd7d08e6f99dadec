// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.greenheart.server.accounts.Caller;
import org.greenheart.server.accounts.Callers;
import org.greenheart.server.accounts.Role;
import org.greenheart.server.accounts.Sight;
import org.greenheart.server.api.Gate;
import org.greenheart.server.api.HttpAddress;
import org.greenheart.server.api.HttpServer;
import org.greenheart.storage.registry.Area;
import org.greenheart.storage.registry.CaseClock;
import org.greenheart.storage.registry.CaseEvent;
import org.greenheart.storage.registry.CaseFacts;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.Reach;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.SqliteRegistry;
import org.greenheart.storage.registry.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The three lists for somebody who sees one area. */
final class CaseListsTest {
  private static final Instant NOW = Instant.parse("2026-03-02T02:00:00Z");

  @TempDir private Path folder;

  private static long area(Registry registry, String code) {
    return registry
        .places()
        .areas()
        .put(new Area(0, code, code, null, Area.Level.COUNTY, 0))
        .row()
        .id();
  }

  private static void open(Registry registry, long area, int count) {
    CaseFile draft =
        CaseFile.draft(
            "petition",
            "Smell",
            Stage.RECEIVED,
            CaseFacts.of("phone").placed(area, 0),
            CaseClock.begin(NOW, null, NOW));
    registry.write(
        tables -> {
          for (int i = 0; i < count; i++) {
            var _ = tables.cases().create(draft, new CaseEvent(NOW, "Duty", "opened", ""));
          }
          return count;
        });
  }

  private static Gate seeing(Registry registry, long area) {
    Reach reach = Reach.of(Set.of(), Set.of(area), Set.of());
    return new Gate() {
      @Override
      public void enter(Context ctx) {
        Callers.set(
            ctx,
            new Caller(7, "Li", Set.of(Role.STREET), reach),
            Sight.of(reach, registry.reaches()));
      }

      @Override
      public void leave(Context ctx) {}
    };
  }

  @Test
  void casesOfOthers_thatAreNewer_hideNone() throws Exception {
    try (Registry registry = SqliteRegistry.open(folder, InstantSource.fixed(NOW));
        HttpClient client = HttpClient.newHttpClient()) {
      long ours = area(registry, "990101");
      open(registry, ours, 1);
      open(registry, area(registry, "990102"), 1_001);
      try (HttpServer server =
          HttpServer.start(
              new HttpAddress("127.0.0.1", 0),
              seeing(registry, ours),
              List.of(new CaseListRoutes(registry)))) {
        HttpResponse<String> answer =
            client.send(
                HttpRequest.newBuilder(server.uri().resolve("/api/lists/problems")).build(),
                HttpResponse.BodyHandlers.ofString());
        JsonNode problems = new ObjectMapper().readTree(answer.body());

        assertThat(problems).hasSize(1);
      }
    }
  }
}
