// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.greenheart.protocols.dlt645.Dlt645Message;
import org.greenheart.storage.registry.MeterSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gateways of DL/T 645 meters that connect to the server, as those with a mobile card do. One is
 * known by what it says first, or by a meter that answers behind it; the newest connection counts,
 * since a gateway that connects again has lost the one before. Thread-safe.
 */
final class GatewayDoor implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(GatewayDoor.class);
  private static final int MOST = 2_000;
  private static final int MOST_PER_ADDRESS = 500;

  /** So many strangers are asked in one go whether a meter is behind them. */
  private static final int MOST_ASKED = 8;

  /** One of them may be dead: so many meters of a source are tried behind a stranger. */
  private static final int MOST_METERS = 3;

  private static final Duration ASKED_AGAIN = Duration.ofMinutes(10);
  private static final Duration IDLE = Duration.ofMinutes(70);
  private static final long ACCEPT_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final InstantSource clock;
  private final Map<Long, Guest> guests = new ConcurrentSkipListMap<>(Comparator.reverseOrder());
  private volatile @Nullable ServerSocket server;
  private long lastNumber;

  /**
   * @param asked sources whose meters were looked for behind it, and when
   */
  private record Guest(GatewayLine line, Instant since, Map<Long, Instant> asked) {
    private boolean isToBeAsked(long source, Instant now) {
      Instant last = asked.get(source);
      return source == 0 || last == null || !last.plus(ASKED_AGAIN).isAfter(now);
    }
  }

  /**
   * A gateway that is connected.
   *
   * @param registration empty while it has not said who it is
   * @param meters that have answered behind it
   */
  record Seen(String registration, List<String> meters, String address, Instant since) {
    Seen {
      meters = List.copyOf(meters);
    }
  }

  GatewayDoor(InstantSource clock) {
    this.clock = requireNonNull(clock, "clock is null");
  }

  /**
   * Lets gateways in.
   *
   * @param address port 0 = any free one
   * @throws UncheckedIOException when the port cannot be opened
   */
  @SuppressWarnings("AddressSelection")
  void open(InetSocketAddress address) {
    try {
      ServerSocket opened = new ServerSocket();
      opened.setReuseAddress(true);
      opened.bind(address);
      server = opened;
      Thread _ = Thread.ofPlatform().name("greenheart-dlt645-accept").start(() -> accept(opened));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "port of gateways (%s) cannot be opened: %s".formatted(address, e.getMessage()), e);
    }
  }

  /** Empty when no gateways are let in. */
  Optional<Integer> port() {
    return Optional.ofNullable(server).map(ServerSocket::getLocalPort);
  }

  private void accept(ServerSocket opened) {
    while (!opened.isClosed()) {
      try {
        admit(opened.accept());
      } catch (IOException e) {
        if (!opened.isClosed()) {
          log.warn("A gateway could not be let in: {}", e.getMessage());
          LockSupport.parkNanos(ACCEPT_PAUSE_NANOS);
        }
      }
    }
  }

  private void admit(Socket socket) throws IOException {
    String address = socket.getInetAddress().getHostAddress();
    long ofIt =
        guests.values().stream()
            .filter(guest -> guest.line().address().startsWith(address + ":"))
            .count();
    if (guests.size() >= MOST || ofIt >= MOST_PER_ADDRESS) {
      log.warn(
          "A gateway at {} is not let in: {} are, {} from there", address, guests.size(), ofIt);
      socket.close();
      return;
    }
    long number = ++lastNumber;
    try {
      GatewayLine line = GatewayLine.open(socket, IDLE, () -> guests.remove(number));
      guests.put(number, new Guest(line, clock.instant(), new ConcurrentHashMap<>()));
      if (!line.isOpen()) {
        guests.remove(number); // it was gone before it was written down
      }
    } catch (IOException e) {
      socket.close();
      log.debug("A gateway at {} was gone at once", address, e);
    }
  }

  /** Those that are connected, the newest first. */
  List<Seen> seen() {
    return guests.values().stream()
        .map(
            guest ->
                new Seen(
                    guest.line().registration(),
                    guest.line().meters().stream().sorted().toList(),
                    guest.line().address(),
                    guest.since()))
        .toList();
  }

  /**
   * The line to the meters of a source.
   *
   * @throws MeterException {@code gateway-away}
   */
  GatewayLine line(MeterSource source) {
    String registration = registration(source);
    Optional<GatewayLine> found =
        registration.isEmpty() ? byMeter(source) : byRegistration(registration);
    return found.orElseThrow(
        () ->
            new MeterException(
                "gateway-away",
                registration.isEmpty()
                    ? "no gateway with meter %s has connected"
                        .formatted(
                            source.units().stream()
                                .limit(MOST_METERS)
                                .collect(Collectors.joining(" or ")))
                    : "no gateway that says (%s) has connected".formatted(registration),
                true));
  }

  static String registration(MeterSource source) {
    String registration = SourceLayout.of(source).registration();
    return registration == null ? "" : registration;
  }

  private Optional<GatewayLine> byRegistration(String registration) {
    List<GatewayLine> said =
        guests.values().stream()
            .map(Guest::line)
            .filter(line -> Registration.isSaid(registration, line.registration()))
            .toList();
    said.stream().skip(1).forEach(GatewayLine::close);
    return said.stream().findFirst();
  }

  private Optional<GatewayLine> byMeter(MeterSource source) {
    for (Guest guest : guests.values()) {
      if (source.units().stream().anyMatch(guest.line().meters()::contains)) {
        return Optional.of(guest.line());
      }
    }
    Instant now = clock.instant();
    return guests.values().stream()
        .filter(guest -> guest.line().meters().isEmpty())
        .filter(guest -> guest.isToBeAsked(source.id(), now))
        .limit(MOST_ASKED)
        .peek(guest -> guest.asked().put(source.id(), now))
        .map(Guest::line)
        .filter(
            line ->
                source.units().stream().limit(MOST_METERS).anyMatch(at -> isAt(line, at, source)))
        .findFirst();
  }

  private static boolean isAt(GatewayLine line, String meter, MeterSource source) {
    try {
      GatewayLine.Answer _ =
          line.ask(
              new Dlt645Message.Read(meter, source.entries().getFirst().place()), source.timeout());
      return true;
    } catch (IOException e) {
      log.debug("Meter {} is not behind {}", meter, line.address(), e);
      return false;
    }
  }

  @Override
  public void close() {
    ServerSocket opened = server;
    if (opened != null) {
      try {
        opened.close();
      } catch (IOException e) {
        log.debug("The port of gateways did not close well", e);
      }
    }
    guests.values().forEach(guest -> guest.line().close());
  }
}
