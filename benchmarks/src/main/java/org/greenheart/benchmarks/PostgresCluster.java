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

  /** In a folder below /var/tmp: a disk, not memory, and open to the user that it runs as. */
  static PostgresCluster start() throws IOException, InterruptedException {
    Path data = Files.createTempDirectory(Path.of("/var/tmp"), "greenheart-postgres");
    PostgresCluster cluster = new PostgresCluster(programs(), data, ChildServer.freePort());
    if (isRoot()) {
      // PostgreSQL refuses to run as root; its package made a user for it.
      run(List.of("chown", "postgres", data.toString()));
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
      run(List.of("rm", "-rf", data.toString()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
