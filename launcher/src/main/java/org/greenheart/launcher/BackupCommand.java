// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.greenheart.server.FolderBackup;
import org.greenheart.server.RunningServer;
import org.greenheart.server.ServerConfig;
import org.greenheart.server.StartException;
import org.greenheart.server.backup.BackupException;
import org.greenheart.server.backup.BackupManifest;
import org.greenheart.server.backup.FileTree;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * One combined backup of a data folder. A running server makes it itself, in its own folder for
 * backups, and it is moved from there: a path is never told over the network.
 */
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    description = "Copy all data, of one instant, whether or not the server runs.")
final class BackupCommand implements Callable<Integer> {
  @Mixin private ServerOptions options = new ServerOptions();

  @Parameters(paramLabel = "DIR", description = "a folder that is not there yet")
  private Path target = Path.of("");

  @Override
  public Integer call() throws InterruptedException {
    ServerConfig config = options.config(Map.of());
    Path to = target.toAbsolutePath().normalize();
    try {
      check(to, config.data().toAbsolutePath().normalize());
      Optional<BackupManifest> made = FolderBackup.take(config, to, Clock.systemUTC());
      if (made.isEmpty()) {
        fetch(FolderBackup.runningServer(config.data()), to);
      }
    } catch (BackupException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new StartException("the backup in %s could not be made: %s".formatted(to, e), e);
    }
    System.out.printf(
        """
        The backup is in %s.
          To use it: ./greenheart serve --data %s
        """,
        to, to);
    warn(to);
    return 0;
  }

  /** What is in a backup's manifest alone is easily overlooked. */
  private static void warn(Path to) {
    try {
      for (JsonNode key :
          new ObjectMapper().readTree(to.resolve(BackupManifest.FILE).toFile()).path("leftOut")) {
        System.out.printf(
            "  Not in it: %s, which unseals what lies sealed. Keep a copy elsewhere, and put it back by hand.%n",
            key.asText());
      }
    } catch (IOException e) {
      throw new StartException("the backup in %s cannot be read again: %s".formatted(to, e), e);
    }
  }

  private static void check(Path to, Path data) {
    if (Files.exists(to)) {
      throw new StartException(
          "the folder %s exists already; a backup never overwrites: name another".formatted(to));
    }
    if (to.startsWith(data)) {
      throw new StartException(
          "the folder %s is inside the data folder; name one outside of it, best on another disk"
              .formatted(to));
    }
  }

  private static void fetch(RunningServer server, Path to)
      throws IOException, InterruptedException {
    Path parent = to.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(server.address().resolve("/api/backups"))
                  .header("Authorization", "Bearer " + server.secret())
                  .POST(HttpRequest.BodyPublishers.noBody())
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      JsonNode answer = new ObjectMapper().readTree(response.body());
      if (response.statusCode() != 201) {
        throw new StartException(
            "the server at %s makes no backup: %s"
                .formatted(server, answer.path("message").asText(response.body())));
      }
      FileTree.move(Path.of(answer.path("folder").asText()), to);
    }
  }
}
