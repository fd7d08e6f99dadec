// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.greenheart.server.Key;
import org.greenheart.server.Occasion;
import org.greenheart.server.Server;
import org.greenheart.server.ServerConfig;
import org.greenheart.server.StartException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What an operator reads when the server starts, cannot start, and stops. */
final class StartAndStopTest {
  @TempDir private Path folder;

  @Test
  void httpPortThatIsTaken_isSaidOnce_andNoDeviceIsLetIn() throws IOException {
    Log log = new Log();
    Logger.getLogger("").addHandler(log);
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(other.getLocalPort());
      ServerConfig config = Configs.in(folder, Map.of(Key.HTTP_PORT, port));

      assertThatThrownBy(() -> Server.start(config, Occasion.REAL, Clock.systemUTC()))
          .isInstanceOf(StartException.class)
          .hasMessageContaining("port " + port + " (http.port) cannot be used");
    } finally {
      Logger.getLogger("").removeHandler(log);
    }

    assertThat(log.said)
        .noneMatch(line -> line.startsWith("SEVERE"))
        .noneMatch(line -> line.contains("devices are served"));
  }

  @Test
  void dataFolderThatIsAFile_isCalledSo() throws IOException {
    Files.writeString(folder.resolve("data"), "no folder");
    ServerConfig config = Configs.in(folder, Map.of());

    assertThatThrownBy(() -> Server.start(config, Occasion.REAL, Clock.systemUTC()))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("is a file, not a folder");
  }

  @Test
  void versionOption_saysWhatTheVersionCommandSays() {
    StringWriter said = new StringWriter();
    CommandLine line = Greenheart.commandLine().setOut(new PrintWriter(said, true));

    assertThat(line.execute("--version")).isZero();
    assertThat(line.execute("serve", "--version")).isZero();

    assertThat(said.toString().lines()).hasSize(2).allMatch(text -> text.startsWith("greenheart "));
  }

  @Test
  void stop_saysThatEverythingIsOnDisk() throws Exception {
    try (ServerProcess server = ServerProcess.start(folder)) {
      assertThat(server.stop()).isEqualTo(143);

      assertThat(server.lastWords().getLast()).contains("on disk");
    }
  }

  private static final class Log extends Handler {
    private final ConcurrentLinkedQueue<String> said = new ConcurrentLinkedQueue<>();

    @Override
    public void publish(LogRecord record) {
      said.add(record.getLevel() + " " + record.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
