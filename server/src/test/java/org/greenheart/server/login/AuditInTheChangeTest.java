// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.http.Context;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.Gate;
import org.greenheart.server.api.Routes;
import org.greenheart.server.audit.AuditTrail;
import org.greenheart.server.login.DoorRig.Answer;
import org.greenheart.server.login.DoorRig.Browser;
import org.greenheart.server.places.PlacesRoutes;
import org.greenheart.storage.registry.AuditEntry;
import org.greenheart.storage.registry.AuditFile;
import org.greenheart.storage.registry.AuditLog;
import org.greenheart.storage.registry.Registry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process ends between a change and its answer: what is on the disk then is the registry as it
 * is copied there. Each change has its entry by then.
 */
final class AuditInTheChangeTest {
  @TempDir private Path folder;
  private DoorRig rig;
  private final List<Path> disks = new ArrayList<>();

  @BeforeEach
  void start() {
    rig =
        new DoorRig(
            folder.resolve("data"),
            registry -> List.of(new PlacesRoutes(registry), odd(registry)),
            this::killed);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  /** Copies the disk when a route has done its work and before the gate hears of it. */
  private Gate killed(Registry registry, Gate gate) {
    return new Gate() {
      @Override
      public void enter(Context ctx) {
        gate.enter(ctx);
      }

      @Override
      public void leave(Context ctx) {
        Path disk = folder.resolve("disk-" + disks.size());
        disk.toFile().mkdir();
        registry.snapshotTo(disk.resolve("registry.db"));
        disks.add(disk);
        gate.leave(ctx);
      }
    };
  }

  private static final class Outside {
    private static final List<String> CHANGES = new ArrayList<>();
  }

  /** Routes that do more than one thing. */
  private static Routes odd(Registry registry) {
    return routes -> {
      routes.post(
          "/api/odd/twice",
          ctx -> {
            registry.installation().set("name", "once");
            registry.installation().set("name", "twice");
          },
          Right.KEEP_SERVER,
          About.NO_POINT);
      routes.post(
          "/api/odd/half",
          ctx -> {
            registry.installation().set("name", "half");
            throw new ApiException(409, "half-done", "the rest does not go");
          },
          Right.KEEP_SERVER,
          About.NO_POINT);
      routes.post(
          "/api/odd/outside",
          ctx -> {
            AuditTrail.begin(ctx);
            Outside.CHANGES.add("done");
          },
          Right.KEEP_SERVER,
          About.NO_POINT);
    };
  }

  private List<AuditEntry> newest(int count) {
    return rig.registry.audit().list(AuditLog.Filter.ALL, Long.MAX_VALUE, count);
  }

  private static Map<String, Object> area(String code, String name) {
    return Map.of("code", code, "name", name, "level", "county");
  }

  @Test
  void everyChange_hasItsEntryOnTheDisk_beforeItIsAnswered() {
    Browser owner = rig.owner();
    Browser duty = rig.account(owner, "duty", List.of("duty"), Map.of("everything", true));
    long account = rig.registry.accounts().byLogin("duty").orElseThrow().id();
    Answer changed =
        owner.send(
            "PUT",
            "/api/accounts/" + account,
            Map.of("name", "Duty", "roles", List.of("leader"), "everything", true, "active", true));
    Answer placed = owner.send("POST", "/api/areas", area("330106", "Liuwan"));
    Answer again =
        owner.send(
            "POST",
            "/api/accounts",
            Map.of("login", "duty", "name", "Two", "roles", List.of("duty"), "everything", true));
    Answer out = owner.send("POST", "/api/logout", null);

    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(placed.status()).as(placed.text()).isEqualTo(201);
    assertThat(again.status()).as(again.text()).isEqualTo(409);
    assertThat(out.status()).isEqualTo(204);
    assertThat(duty.get("/api/areas").code()).isEqualTo("session-unknown");
    List<AuditEntry> all = newest(100).reversed();
    assertThat(all)
        .extracting(
            entry -> "%s | %s | %s".formatted(entry.action(), entry.target(), entry.outcome()))
        .containsExactly(
            "POST /api/setup | account 1 | done",
            "POST /api/accounts | account 2 | done",
            "POST /api/reset | account 2 | done",
            "POST /api/login | account 2 | done",
            "PUT /api/accounts/{id} | account 2 | done",
            "POST /api/areas |  | done",
            "POST /api/accounts |  | duplicate",
            "POST /api/logout |  | done",
            "GET /api/areas |  | session-unknown");
    // The disk of request n has the entries of all that had changed something by then.
    List<Long> expected = List.of(1L, 2L, 3L, 4L, 5L, 6L, 6L, 8L, 8L);
    for (int i = 0; i < disks.size(); i++) {
      assertThat(AuditFile.check(disks.get(i)).broken()).isNull();
      assertThat(AuditFile.check(disks.get(i)).entries())
          .as("disk %s", i)
          .isEqualTo(expected.get(i));
      assertThat(AuditFile.has(disks.get(i), all.get(expected.get(i).intValue() - 1).hash()))
          .isTrue();
    }
  }

  @Test
  void requestThatChangesTwice_isToldAtOnce_andWhenItEnds() {
    Browser owner = rig.owner();
    Answer _ = owner.send("POST", "/api/odd/twice", null);

    assertThat(AuditFile.check(disks.getLast()).entries()).isEqualTo(2);
    assertThat(newest(2)).extracting(AuditEntry::outcome).containsExactly("done", "done");
    assertThat(newest(2)).extracting(AuditEntry::action).containsOnly("POST /api/odd/twice");
  }

  @Test
  void refusalAfterAChange_doesNotHideTheChange() {
    Browser owner = rig.owner();
    Answer _ = owner.send("POST", "/api/odd/half", null);

    assertThat(newest(2)).extracting(AuditEntry::outcome).containsExactly("half-done", "done");
  }

  @Test
  void changeElsewhere_isWrittenDownBefore_andItsOutcomeAfter() {
    Browser owner = rig.owner();
    Answer _ = owner.send("POST", "/api/odd/outside", null);

    assertThat(Outside.CHANGES).containsExactly("done");
    assertThat(AuditFile.check(disks.getLast()).entries()).isEqualTo(2);
    assertThat(newest(2)).extracting(AuditEntry::outcome).containsExactly("done", "begun");
  }
}
