// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A PostgreSQL of its own in a folder, with the settings of the package but for more memory: synced
 * commits, full page writes.
 */
final class PostgresCluster implements AutoCloseable {
  private final Path programs;
  private final Path data;
  private final int port;

  private PostgresCluster(Path programs, Path data, int port) {
    this.programs = programs;
    this.data = data;
    this.port = port;
  }

  static PostgresCluster start(Path folder) throws IOException, InterruptedException {
    PostgresCluster cluster =
        new PostgresCluster(programs(), folder.resolve("postgres"), ChildServer.freePort());
    Files.createDirectories(cluster.data);
    if (isRoot()) {
      // PostgreSQL refuses to run as root; its package made a user for it.
      for (Path path = cluster.data; path.startsWith(folder); path = path.getParent()) {
        run(List.of("chown", "postgres", path.toString()));
      }
      for (Path path = folder; path.getParent() != null; path = path.getParent()) {
        run(List.of("chmod", "a+x", path.toString()));
      }
    }
    cluster.program("initdb", "-D", cluster.data.toString(), "-A", "trust", "-U", "postgres");
    cluster.program(
        "pg_ctl",
        "-D",
        cluster.data.toString(),
        "-w",
        "-l",
        cluster.data.resolve("log").toString(),
        "-o",
        "-p %s -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c shared_buffers=1GB -c max_wal_size=4GB"
            .formatted(cluster.port),
        "start");
    return cluster;
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:%s/postgres?user=postgres".formatted(port);
  }

  private static Path programs() throws IOException {
    Path debian = Path.of("/usr/lib/postgresql");
    if (!Files.isDirectory(debian)) {
      return Path.of("");
    }
    try (Stream<Path> versions = Files.list(debian)) {
      return versions.sorted().reduce((first, last) -> last).orElseThrow().resolve("bin");
    }
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private void program(String name, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    command.add(programs.resolve(name).toString());
    command.addAll(Arrays.asList(arguments));
    run(command);
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException("%s failed".formatted(String.join(" ", command)));
    }
  }

  @Override
  public void close() throws IOException {
    try {
      program("pg_ctl", "-D", data.toString(), "-m", "fast", "-w", "stop");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
