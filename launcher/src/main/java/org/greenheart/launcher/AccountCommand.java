// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.launcher;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import org.greenheart.server.FolderAccounts;
import org.greenheart.server.StartException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What is done about accounts at the machine, while the server rests. */
@Command(
    name = "account",
    mixinStandardHelpOptions = true,
    description = "Let somebody in again who cannot come in.",
    subcommands = AccountCommand.EndSecondFactor.class)
final class AccountCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    throw new StartException("say what to do: greenheart account end-second-factor LOGIN");
  }

  /** For an owner without a phone and without a recovery code. */
  @Command(
      name = "end-second-factor",
      mixinStandardHelpOptions = true,
      description = "Ask an account for its password alone. The server must be stopped.")
  static final class EndSecondFactor implements Callable<Integer> {
    @Mixin private ServerOptions options = new ServerOptions();

    @Parameters(paramLabel = "LOGIN", description = "whose")
    private String login = "";

    @Override
    public Integer call() {
      boolean ended =
          FolderAccounts.endSecondFactor(options.config(Map.of()).data(), login, Clock.systemUTC());
      System.out.printf(
          ended
              ? "%s is asked for no code any more; the audit says so.%n"
              : "%s was asked for no code: nothing is changed.%n",
          login);
      return 0;
    }
  }
}
