// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.greenheart.protocols.dlt645.Dlt645Framer;
import org.greenheart.protocols.dlt645.Dlt645Message;
import org.greenheart.protocols.dlt645.Dlt645Reader;
import org.greenheart.protocols.dlt645.Dlt645Writer;

/** A gateway with meters behind it on a real port. It echoes what it is told to send. */
final class Dlt645Gateway implements AutoCloseable {
  private final ServerSocket listener;
  private final Map<String, Map<String, String>> meters = new ConcurrentHashMap<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final Set<String> deaf = ConcurrentHashMap.newKeySet();
  private final Set<String> tardy = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean owed = new AtomicBoolean();
  private final AtomicInteger unanswered = new AtomicInteger();
  private final AtomicInteger questions = new AtomicInteger();

  Dlt645Gateway() throws IOException {
    listener = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    Thread _ = Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** A meter shows something: bytes low first, as on the line, without the 33h. */
  void set(String address, String identifier, String payload) {
    meters.computeIfAbsent(address, _ -> new ConcurrentHashMap<>()).put(identifier, payload);
  }

  /** A meter that has no such value and does not say so. */
  void deaf(String identifier) {
    deaf.add(identifier);
  }

  /** Meters answer again what they have. */
  void hears() {
    deaf.clear();
  }

  /** A value that meters refuse, but only once they are asked for another. */
  void refusesLate(String identifier) {
    tardy.add(identifier);
  }

  /** The next questions get no answer. */
  void swallow(int many) {
    unanswered.set(many);
  }

  int questions() {
    return questions.get();
  }

  /** Connects to a server and says something first, as one with a mobile card does. */
  Socket call(int port, byte[] hello) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    open.add(socket);
    socket.getOutputStream().write(hello);
    Thread _ = Thread.ofVirtual().start(() -> serve(socket));
    return socket;
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        open.add(socket);
        Thread _ = Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Socket socket) {
    Dlt645Framer framer = new Dlt645Framer();
    byte[] buffer = new byte[256];
    try (socket) {
      int length;
      while ((length = socket.getInputStream().read(buffer)) >= 0) {
        socket.getOutputStream().write(buffer, 0, length);
        framer.feed(
            buffer, 0, length, frame -> answer(socket, new Dlt645Reader().read(frame).message()));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void answer(Socket socket, Dlt645Message message) {
    if (!(message instanceof Dlt645Message.Read read) || !meters.containsKey(read.address())) {
      return;
    }
    questions.incrementAndGet();
    if (deaf.contains(read.identifier()) || unanswered.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      return;
    }
    if (tardy.contains(read.identifier())) {
      owed.set(true);
      return;
    }
    if (owed.getAndSet(false)) {
      send(socket, new Dlt645Message.Failure(read.address(), 0x11, 0x02));
    }
    String payload = meters.get(read.address()).get(read.identifier());
    Dlt645Message answer =
        payload == null
            ? new Dlt645Message.Failure(read.address(), 0x11, 0x02)
            : new Dlt645Message.Data(
                read.address(), read.identifier(), payload, false, Dlt645Message.Data.FIRST);
    send(socket, answer);
  }

  private static void send(Socket socket, Dlt645Message message) {
    try {
      socket.getOutputStream().write(new Dlt645Writer().write(message));
    } catch (IOException e) {
      // closed
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
