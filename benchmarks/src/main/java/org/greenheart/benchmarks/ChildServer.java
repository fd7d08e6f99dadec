// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server in a process of its own, as it runs for real, so that loader and server share nothing.
 */
final class ChildServer implements AutoCloseable {
  static final String HOST = "127.0.0.1";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int LAST_LINES = 12;

  private final Process process;
  private final Path log;
  private final long startedNanos;

  private ChildServer(Process process, Path log, long startedNanos) {
    this.process = process;
    this.log = log;
    this.startedNanos = startedNanos;
  }

  /** Starts a class of this program with the same class path. */
  static ChildServer start(String mainClass, Path log, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                mainClass));
    command.addAll(Arrays.asList(arguments));
    long now = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new ChildServer(process, log, now);
  }

  /** A port that was free a moment ago. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Waits until the port takes connections. */
  void awaitPort(int port) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!listens(port)) {
      checkAlive();
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("the server on port %s did not start".formatted(port));
      }
      // Another process cannot be waited for but by trying; the pause bounds the error of the
      // figure.
      Thread.sleep(2);
    }
  }

  /**
   * Checks that the server still runs.
   *
   * @throws IllegalStateException with its last words when it has ended
   */
  void checkAlive() {
    if (process.isAlive()) {
      return;
    }
    try {
      List<String> lines = Files.readAllLines(log);
      throw new IllegalStateException(
          "the server ended with %s:%n%s"
              .formatted(
                  process.exitValue(),
                  String.join(
                      System.lineSeparator(),
                      lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Time since the process was started. */
  Duration age() {
    return Duration.ofNanos(System.nanoTime() - startedNanos);
  }

  /** Resident memory in MB; Linux only. */
  long residentMegabytes() {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1_024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Processor time used so far. */
  Duration processorTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
