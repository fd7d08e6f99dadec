// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.greenheart.protocols.hj212.Crc;
import org.greenheart.storage.Bytes;

/**
 * The least that a receiver can do and keep its word: it cuts frames by their length, hands them to
 * one committer that makes a group durable at once, and answers each frame of the group. No
 * reading, no checks, no rows. What "durable" means is the {@link Keeper}'s.
 */
final class GroupedServer {
  private static final int GROUP = 4_096;
  private static final int QUEUE = 65_536;

  /** Makes a group of frames durable. */
  interface Keeper {
    void keep(List<byte[]> frames) throws Exception;
  }

  private record Waiting(Bytes frame, Socket socket) {}

  private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(QUEUE);
  private final Keeper keeper;

  GroupedServer(Keeper keeper) {
    this.keeper = keeper;
  }

  /** Serves for ever. */
  void serve(int port) throws IOException {
    Thread.ofPlatform().name("committer").daemon().start(this::commit);
    try (ServerSocket server = new ServerSocket(port, 1_024, InetAddress.getLoopbackAddress())) {
      while (true) {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        Thread.startVirtualThread(() -> read(socket));
      }
    }
  }

  private void read(Socket socket) {
    try (socket) {
      InputStream in = socket.getInputStream();
      byte[] buffer = new byte[32 * 1_024];
      int filled = 0;
      while (true) {
        int count = in.read(buffer, filled, buffer.length - filled);
        if (count < 0) {
          return;
        }
        filled += count;
        int at = 0;
        while (filled - at >= 12) {
          int length = length(buffer, at) + 12;
          if (filled - at < length) {
            break;
          }
          queue.put(new Waiting(Bytes.of(Arrays.copyOfRange(buffer, at, at + length)), socket));
          at += length;
        }
        System.arraycopy(buffer, at, buffer, 0, filled - at);
        filled -= at;
      }
    } catch (IOException e) {
      // The loader has gone.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int length(byte[] buffer, int at) {
    int length = 0;
    for (int i = 2; i < 6; i++) {
      length = length * 10 + buffer[at + i] - '0';
    }
    return length;
  }

  private void commit() {
    List<Waiting> group = new ArrayList<>();
    try {
      while (true) {
        group.add(queue.take());
        queue.drainTo(group, GROUP - 1);
        keeper.keep(group.stream().map(waiting -> waiting.frame().array()).toList());
        answer(group);
        group.clear();
      }
    } catch (Exception e) {
      e.printStackTrace();
      System.exit(1);
    }
  }

  /** One write for each connection, whatever the number of its frames in the group. */
  private static void answer(List<Waiting> group) {
    Map<Socket, List<byte[]>> answers = new LinkedHashMap<>();
    for (Waiting waiting : group) {
      answers
          .computeIfAbsent(waiting.socket(), socket -> new ArrayList<>())
          .add(answer(waiting.frame().array()));
    }
    answers.forEach(
        (socket, frames) -> {
          int size = frames.stream().mapToInt(frame -> frame.length).sum();
          byte[] all = new byte[size];
          int at = 0;
          for (byte[] frame : frames) {
            System.arraycopy(frame, 0, all, at, frame.length);
            at += frame.length;
          }
          try {
            OutputStream out = socket.getOutputStream();
            out.write(all);
          } catch (IOException e) {
            // The loader has gone.
          }
        });
  }

  private static byte[] answer(byte[] frame) {
    String text = new String(frame, StandardCharsets.ISO_8859_1);
    String qn = field(text, "QN=");
    String mn = field(text, "MN=");
    String segment = "QN=" + qn + ";ST=91;CN=9014;PW=123456;MN=" + mn + ";Flag=4;CP=&&&&";
    byte[] bytes = segment.getBytes(StandardCharsets.ISO_8859_1);
    String crc = "%04X".formatted(Crc.of(bytes, 0, bytes.length));
    return ("##%04d".formatted(bytes.length) + segment + crc + "\r\n")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String field(String text, String name) {
    int from = text.indexOf(name) + name.length();
    return text.substring(from, text.indexOf(';', from));
  }
}
