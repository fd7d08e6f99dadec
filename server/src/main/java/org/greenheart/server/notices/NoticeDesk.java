// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.notices;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongFunction;
import org.greenheart.server.accounts.Caller;
import org.greenheart.server.api.Routes;
import org.greenheart.server.waiting.ClockPause;
import org.greenheart.storage.registry.NoticeChannel;
import org.greenheart.storage.registry.Registry;

/** All of notices, started. Thread-safe. */
public final class NoticeDesk implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Registry registry;
  private final NoticesConfig config;
  private final WebhookSecrets secrets;
  private final WebhookChannel webhooks;
  private final ExecutorService lanes;
  private final Dispatcher dispatcher;

  private NoticeDesk(
      Registry registry,
      NoticesConfig config,
      WebhookSecrets secrets,
      WebhookChannel webhooks,
      ExecutorService lanes,
      Dispatcher dispatcher) {
    this.registry = registry;
    this.config = config;
    this.secrets = secrets;
    this.webhooks = webhooks;
    this.lanes = lanes;
    this.dispatcher = dispatcher;
  }

  /**
   * Goes on where the last process was.
   *
   * @param data the folder of the key that seals webhooks
   * @param callerOf who an account is now; empty when it may come in no more
   */
  public static NoticeDesk start(
      Registry registry,
      Path data,
      NoticesConfig config,
      LongFunction<Optional<Caller>> callerOf,
      InstantSource clock) {
    WebhookSecrets secrets = WebhookSecrets.open(data);
    secrets.sealAll(registry);
    WebhookChannel webhooks =
        new WebhookChannel(secrets, config.privateWebhooks(), PATIENCE, clock);
    ExecutorService lanes = Executors.newVirtualThreadPerTaskExecutor();
    Dispatcher dispatcher =
        new Dispatcher(
            registry,
            new Spreading(callerOf),
            new NoticeText(config.publicUrl(), config.attachments()),
            Map.of(
                NoticeChannel.EMAIL,
                new MailChannel(config.smtp()),
                NoticeChannel.WEBHOOK,
                webhooks),
            lanes,
            new ClockPause(clock),
            clock);
    dispatcher.start();
    return new NoticeDesk(registry, config, secrets, webhooks, lanes, dispatcher);
  }

  public List<Routes> routes() {
    return List.of(new BellRoutes(registry), new NoticeRoutes(registry, config, secrets));
  }

  /** Why notices do not get on; empty when they do. */
  public Optional<String> failure() {
    return dispatcher.failure();
  }

  /** What is on its way is given up and told again by the next process, with the same key. */
  @Override
  public void close() {
    dispatcher.close();
    webhooks.close();
    lanes.shutdownNow();
    lanes.close();
  }
}
