// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.launcher;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.greenheart.server.StartException;
import org.greenheart.storage.registry.AuditCheck;
import org.greenheart.storage.registry.AuditFile;
import org.greenheart.storage.registry.RegistryException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What an auditor does at the machine, beside a server that may be running. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = "Check who did what.",
    subcommands = AuditCommand.Verify.class)
final class AuditCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    throw new StartException("say what to do with the audit: greenheart audit verify");
  }

  /** Goes through the chain of hashes. */
  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description = "Go through the whole audit: exit code 0 when nothing in it was changed.")
  static final class Verify implements Callable<Integer> {
    private static final int BROKEN = 2;

    @Mixin private ServerOptions options = new ServerOptions();

    @Option(
        names = "--head",
        paramLabel = "HASH",
        description = "a newest hash that was noted before: it must still be in the audit")
    private @Nullable String head;

    @Override
    public Integer call() {
      Path data = options.config(Map.of()).data();
      AuditCheck check = check(data);
      Long broken = check.broken();
      if (broken != null) {
        System.out.printf(
            "The audit is BROKEN at entry %d: it is not as it was written, or one is missing.%n",
            broken);
        return BROKEN;
      }
      if (head != null && !AuditFile.has(data.resolve("registry"), head)) {
        System.out.printf("The audit is BROKEN: its end was cut off, hash %s is gone.%n", head);
        return BROKEN;
      }
      System.out.printf(
          "The audit is whole: %d entries, newest hash %s.%n", check.entries(), check.head());
      return 0;
    }

    private static AuditCheck check(Path data) {
      try {
        return AuditFile.check(data.resolve("registry"));
      } catch (RegistryException e) {
        throw new StartException(String.valueOf(e.getMessage()), e);
      }
    }
  }
}
