// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.launcher;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Which Greenheart this is, and on which Java it runs. */
@Command(name = "version", description = "Print the version.")
final class VersionCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    System.out.printf(
        "greenheart %s (Java %s, %s %s)%n",
        version(),
        System.getProperty("java.version"),
        System.getProperty("os.name"),
        System.getProperty("os.arch"));
    return 0;
  }

  private static String version() {
    String version = VersionCommand.class.getPackage().getImplementationVersion();
    return version == null ? "in development" : version;
  }
}
