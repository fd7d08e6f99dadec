// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3ClientBuilder;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3ConnAckException;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.greenheart.storage.registry.MeterSource;
import org.greenheart.storage.registry.RegistryException;
import org.greenheart.storage.telemetry.TelemetryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to a broker as a client with a session that outlives the connection: the broker hears
 * that a message of QoS 1 has arrived when it is on disk, and keeps for us what comes while we are
 * away. A message that cannot be kept now is tried again; the connection too.
 */
final class MqttListener implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(MqttListener.class);
  private static final long RETRY_MILLIS = 2_000;
  private static final int MOST_DOUBLINGS = 5;
  private static final int FORGET_SECONDS = 2;

  private final MeterSource source;
  private final Optional<String> secret;
  private final MqttInbox inbox;
  private final MqttReplay replay;
  private final MeterKeeping keeping;
  private final SourceState state;
  private final InstantSource clock;
  private final ExecutorService reading =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("mqtt-timer").factory());
  private final Mqtt3AsyncClient client;
  private volatile boolean closed;

  MqttListener(
      MeterSource source,
      Optional<String> secret,
      MqttInbox inbox,
      MqttReplay replay,
      MeterKeeping keeping,
      SourceState state,
      InstantSource clock) {
    this.source = requireNonNull(source, "source is null");
    this.secret = requireNonNull(secret, "secret is null");
    this.replay = requireNonNull(replay, "replay is null");
    this.inbox = requireNonNull(inbox, "inbox is null");
    this.keeping = requireNonNull(keeping, "keeping is null");
    this.state = requireNonNull(state, "state is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.client = client();
  }

  private Mqtt3AsyncClient client() {
    return builder()
        .addConnectedListener(_ -> subscribe())
        .addDisconnectedListener(
            context -> {
              if (!closed) {
                disconnected(context.getCause());
                context
                    .getReconnector()
                    .reconnect(true)
                    .delay(wait(context.getReconnector().getAttempts()), TimeUnit.MILLISECONDS);
              }
            })
        .buildAsync();
  }

  private Mqtt3ClientBuilder builder() {
    Mqtt3ClientBuilder builder =
        MqttClient.builder()
            .useMqttVersion3()
            .identifier("greenheart-" + source.code())
            .serverHost(source.host())
            .serverPort(source.port())
            .transportConfig()
            .socketConnectTimeout(source.timeout().toMillis(), TimeUnit.MILLISECONDS)
            .mqttConnectTimeout(source.timeout().toMillis(), TimeUnit.MILLISECONDS)
            .applyTransportConfig();
    if (new MqttMapping(source).layout().tls()) {
      builder = builder.sslWithDefaultConfig();
    }
    String login = source.login();
    if (login != null) {
      builder =
          secret.isEmpty()
              ? builder.simpleAuth().username(login).applySimpleAuth()
              : builder
                  .simpleAuth()
                  .username(login)
                  .password(secret.get().getBytes(UTF_8))
                  .applySimpleAuth();
    }
    return builder;
  }

  /** Twice as long each time, up to about a minute; not all of a broker's clients at once. */
  private static long wait(int attempts) {
    long most = RETRY_MILLIS << Math.min(attempts, MOST_DOUBLINGS);
    return most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1);
  }

  void start() {
    // Before connecting: what the broker kept for us comes at once.
    client.publishes(MqttGlobalPublishFilter.ALL, this::take, reading, true);
    Object _ = client.connectWith().cleanSession(false).keepAlive(30).send();
    Object _ =
        timer.scheduleWithFixedDelay(
            this::aside, RETRY_MILLIS, RETRY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void subscribe() {
    Object _ =
        client
            .subscribeWith()
            .topicFilter(String.valueOf(new MqttMapping(source).layout().topic()))
            .qos(MqttQos.AT_LEAST_ONCE)
            .send()
            .whenComplete(
                (_, e) -> {
                  if (e == null) {
                    state.connected();
                  } else if (!closed) {
                    state.connectionFailed(
                        "broker-refuses-topic",
                        "the broker does not let us listen: " + e.getMessage(),
                        clock.instant());
                  }
                });
  }

  private void disconnected(Throwable cause) {
    String address = source.host() + ":" + source.port();
    if (cause instanceof Mqtt3ConnAckException refusal) {
      state.connectionFailed(
          "broker-refused",
          "the broker at %s refuses: %s"
              .formatted(address, refusal.getMqttMessage().getReturnCode()),
          clock.instant());
    } else {
      state.connectionFailed(
          "meter-unreachable",
          String.valueOf(MeterException.unreachable(address, cause).getMessage()),
          clock.instant());
    }
  }

  private void take(Mqtt3Publish publish) {
    if (closed) {
      return;
    }
    MqttMessage message =
        MqttMessage.of(publish.getTopic().toString(), publish.getPayloadAsBytes());
    try {
      Object _ =
          inbox
              .take(message, publish.isRetain())
              .whenComplete(
                  (_, e) -> {
                    if (e == null) {
                      publish.acknowledge();
                    } else {
                      again(publish, e);
                    }
                  });
    } catch (RegistryException | TelemetryException e) {
      again(publish, e);
    }
  }

  private void again(Mqtt3Publish publish, Throwable why) {
    state.failed(
        publish.getTopic().toString(),
        "meter-not-kept",
        String.valueOf(why.getMessage()),
        clock.instant());
    if (!closed) {
      Object _ =
          timer.schedule(
              () -> reading.execute(() -> take(publish)), RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void aside() {
    try {
      replay.settle();
      keeping.writeContacts();
    } catch (RuntimeException e) {
      log.warn("What was kept of accepted devices is read later: {}", e.getMessage());
    }
  }

  /**
   * Once it is closed and its source removed: the broker need not keep anything for us. Waited for,
   * so that a new source with its name does not meet it.
   */
  void forget() {
    Mqtt3AsyncClient last = builder().buildAsync();
    Object _ =
        last.connectWith()
            .cleanSession(true)
            .send()
            .thenCompose(_ -> last.disconnect())
            .orTimeout(FORGET_SECONDS, TimeUnit.SECONDS)
            .exceptionally(
                e -> {
                  log.info("The broker of {} was not told to forget it", source.code(), e);
                  return null;
                })
            .join();
  }

  @Override
  public void close() {
    closed = true;
    timer.shutdownNow();
    try {
      Object _ = client.disconnect().orTimeout(2, TimeUnit.SECONDS).exceptionally(_ -> null).join();
    } finally {
      reading.shutdown();
    }
  }
}
