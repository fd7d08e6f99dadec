// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.logging.LogManager;
import org.greenheart.server.ConfigException;
import org.greenheart.server.StartException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;

/** The command line of Greenheart. */
@Command(
    name = "greenheart",
    description = "An open server that keeps a city's air, water and energy in order.",
    mixinStandardHelpOptions = true,
    subcommands = {
      ServeCommand.class,
      DemoCommand.class,
      BackupCommand.class,
      AuditCommand.class,
      AccountCommand.class,
      InspectCommand.class,
      LawCommand.class,
      VerifyCommand.class,
      VersionCommand.class,
      CommandLine.HelpCommand.class
    })
public final class Greenheart {
  /** The start failed for a reason that the operator can mend. */
  static final int FAILED = 1;

  private Greenheart() {}

  /** Starts what the arguments say; without any it prints a short help. */
  public static void main(String[] arguments) {
    configureLog();
    int code = commandLine().execute(arguments.length == 0 ? new String[] {"help"} : arguments);
    System.exit(code);
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Greenheart());
    VersionCommand version = new VersionCommand();
    line.getCommandSpec().versionProvider(version);
    line.getSubcommands()
        .values()
        .forEach(command -> command.getCommandSpec().versionProvider(version));
    return line.setExecutionExceptionHandler(explainInsteadOfTrace()).setUsageHelpAutoWidth(true);
  }

  /** An operator reads one sentence; a trace is only for what we did not foresee. */
  private static IExecutionExceptionHandler explainInsteadOfTrace() {
    return (exception, command, parsed) -> {
      PrintWriter err = command.getErr();
      if (exception instanceof StartException || exception instanceof ConfigException) {
        err.println("greenheart: " + exception.getMessage());
      } else {
        exception.printStackTrace(err);
      }
      return FAILED;
    };
  }

  private static void configureLog() {
    try (InputStream format = Greenheart.class.getResourceAsStream("logging.properties")) {
      LogManager.getLogManager().readConfiguration(format);
    } catch (IOException e) {
      throw new IllegalStateException("the log's format is missing from the program", e);
    }
  }
}
