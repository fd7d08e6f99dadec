// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.launcher;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.greenheart.server.evidence.PackVerdict;
import org.greenheart.server.evidence.PackVerifier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a sealed evidence pack without a server. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Check a sealed evidence pack: whether every byte of it is as the server sealed it.",
      "It needs no server and no network. The pack tells which key sealed it: compare the"
          + " fingerprint with the one of the server (GET /api/evidence/key), or give it with"
          + " --key."
    })
final class VerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "PACK", description = "The file.")
  private Path pack = Path.of("");

  @Option(
      names = "--key",
      paramLabel = "FINGERPRINT",
      description = "The pack must be sealed by this key.")
  private @Nullable String key;

  /**
   * @return 0 when it is whole, {@link Greenheart#FAILED} when it is not or cannot be read
   */
  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    if (!Files.isRegularFile(pack)) {
      err.printf("greenheart verify: there is no file %s%n", pack);
      return Greenheart.FAILED;
    }
    PackVerdict verdict = PackVerifier.verify(pack, key);
    PackVerdict.Summary manifest = verdict.manifest();
    if (manifest != null) {
      out.printf("%s %s: %s%n", manifest.subject(), manifest.number(), manifest.title());
      out.printf(
          "made %s%s, %s files%n",
          manifest.made(),
          manifest.place().isEmpty() ? "" : " by " + manifest.place(),
          manifest.files());
      out.printf("key  %s%n", manifest.key());
    }
    if (verdict.whole()) {
      out.println("whole: " + verdict.explanation());
      return 0;
    }
    err.printf(
        "greenheart verify: %s: %s%n",
        verdict.finding().name().toLowerCase(Locale.ROOT).replace('_', '-'), verdict.explanation());
    return Greenheart.FAILED;
  }
}
