// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.launcher;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** Which Greenheart this is, and on which Java it runs. */
@Command(name = "version", description = "Print the version.")
final class VersionCommand implements Callable<Integer>, IVersionProvider {
  @Override
  public Integer call() {
    System.out.println(line());
    return 0;
  }

  @Override
  public String[] getVersion() {
    return new String[] {line()};
  }

  private static String line() {
    return "greenheart %s (Java %s, %s %s)"
        .formatted(
            version(),
            System.getProperty("java.version"),
            System.getProperty("os.name"),
            System.getProperty("os.arch"));
  }

  private static String version() {
    String version = VersionCommand.class.getPackage().getImplementationVersion();
    return version == null ? "in development" : version;
  }
}
