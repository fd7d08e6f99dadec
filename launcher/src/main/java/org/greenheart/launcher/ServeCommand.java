// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.launcher;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import org.greenheart.server.Occasion;
import org.greenheart.server.Server;
import org.greenheart.server.ServerConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Real use: devices connect, people look. Runs until it is told to stop. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Run the server for real devices.")
final class ServeCommand implements Callable<Integer> {
  @Mixin private ServerOptions options = new ServerOptions();

  @Override
  public Integer call() throws InterruptedException {
    ServerConfig config = options.config(Map.of());
    Server server = new StopSignal().closes(Server.start(config, Occasion.REAL, Clock.systemUTC()));
    System.out.printf(
        """
        Greenheart is ready: %s
          HJ 212 devices connect to port %d.
          Data is in %s. Ctrl-C stops it.
        """,
        server.uri(), server.hj212Port(), config.data().toAbsolutePath());
    server.setupCode().ifPresent(ServeCommand::introduce);
    return StopSignal.await();
  }

  private static void introduce(String code) {
    System.out.printf(
        """
          Nobody has an account yet: open the address and make the first one, the owner's.
          From another machine that needs this code: %s
        """,
        code);
  }
}
