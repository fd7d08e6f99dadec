// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.footprints;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.greenheart.server.outside.SendException;
import org.greenheart.server.vault.Vault;
import org.greenheart.server.waiting.ScriptedPause;
import org.greenheart.server.waiting.SetClock;
import org.greenheart.storage.registry.CreditCode;
import org.greenheart.storage.registry.Enterprise;
import org.greenheart.storage.registry.PactHost;
import org.greenheart.storage.registry.PactMessage;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.SqliteRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Systems of partners do not wait for each other. */
final class PactSenderTest {
  private static final Instant NOW = Instant.parse("2026-11-02T00:00:00Z");

  @TempDir private Path folder;
  private final SetClock clock = new SetClock(NOW);
  private Registry registry;
  private PactSecrets secrets;
  private long slow;
  private long quick;

  /** One system hangs until it is let go; the other answers at once. */
  private static final class Hosts implements PactPost {
    private final CompletableFuture<String> hanging = new CompletableFuture<>();
    private final CountDownLatch letGo = new CountDownLatch(1);
    private final LinkedBlockingQueue<String> taken = new LinkedBlockingQueue<>();

    @Override
    public void send(PactHost to, String secret, String body) throws SendException {
      if (to.base().contains("slow")) {
        hanging.complete(body);
        try {
          letGo.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new SendException("pact-failed", "interrupted", false);
        }
      }
      taken.add(body);
    }

    String next() throws InterruptedException {
      return String.valueOf(taken.poll(30, TimeUnit.SECONDS));
    }
  }

  @BeforeEach
  void start() {
    registry = SqliteRegistry.open(folder, clock);
    secrets = new PactSecrets(Vault.open(folder, "footprints"));
    slow = host("91330100MA2B00001", "slow");
    quick = host("91330100MA2B00002", "quick");
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  private long host(String code, String name) {
    long id =
        registry
            .places()
            .enterprises()
            .put(new Enterprise(0, CreditCode.complete(code), name, name, "C3074", 0, null))
            .row()
            .id();
    String base = "https://%s.example.org".formatted(name);
    registry
        .supply()
        .pact()
        .put(
            new PactHost(id, base, base + "/token", "erp", secrets.seal(id, base + "/token", "x")));
    return id;
  }

  private void post(long to, String body) {
    registry
        .supply()
        .pact()
        .post(new PactMessage(0, slow, to, PactEvents.PUBLISHED, body, NOW, 0, NOW, null, ""));
  }

  private PactSender sender(PactPost post, ExecutorService threads) {
    return new PactSender(registry, secrets, post, threads, new ScriptedPause(clock, 0), clock);
  }

  @Test
  @Timeout(120)
  void systemThatHangs_keepsNobodyWaiting_andIsAskedOnce() throws Exception {
    Hosts hosts = new Hosts();
    for (int i = 1; i <= 150; i++) {
      post(slow, "slow " + i);
    }
    post(quick, "quick 1");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        PactSender sender = sender(hosts, threads)) {
      sender.step();
      assertThat(hosts.hanging.get(30, TimeUnit.SECONDS)).isEqualTo("slow 1");
      assertThat(hosts.next()).isEqualTo("quick 1");

      post(quick, "quick 2");
      while (hosts.taken.isEmpty()) {
        sender.step(); // until the quick one's lane is free
      }
      assertThat(hosts.next()).isEqualTo("quick 2");

      hosts.letGo.countDown();
      for (int i = 1; i <= 100; i++) {
        assertThat(hosts.next()).isEqualTo("slow " + i);
      }
    }
    assertThat(registry.supply().pact().due(quick, NOW, 10)).isEmpty();
    assertThat(registry.supply().pact().due(slow, NOW, 100)).hasSize(50);
  }

  @Test
  void serverThatEnds_leavesWhatHangsToTheNext() throws Exception {
    Hosts hosts = new Hosts();
    post(slow, "slow 1");
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try (PactSender sender = sender(hosts, threads)) {
      sender.step();
      assertThat(hosts.hanging.get(30, TimeUnit.SECONDS)).isEqualTo("slow 1");
    }
    threads.shutdownNow();
    threads.close();

    assertThat(registry.supply().pact().due(slow, NOW, 10))
        .singleElement()
        .satisfies(message -> assertThat(message.attempts()).isZero());
  }
}
