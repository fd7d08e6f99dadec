// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.launcher;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import org.greenheart.server.Server;
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
    Server server = Server.start(options.config(Map.of()), Clock.systemUTC());
    StopSignal.closeOnStop(server);
    System.out.printf("Greenheart is ready: %s%n", server.uri());
    return StopSignal.await();
  }
}
