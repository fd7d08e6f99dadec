// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.RuleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Kinds of cases that an operator has put as files into a folder. */
final class KindFolder {
  private static final Logger log = LoggerFactory.getLogger(KindFolder.class);

  private KindFolder() {}

  /** A file that cannot be read is named and left out: the server starts without it. */
  static void load(Path folder, Registry registry, CaseKinds kinds) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    for (Path file : files(folder)) {
      try {
        String document = Files.readString(file);
        var _ =
            registry.write(tables -> kinds.put(tables, document, file.getFileName().toString()));
      } catch (RuleException e) {
        log.error("Kind of case in {} is left out: {}", file, e.getMessage());
      } catch (IOException e) {
        log.error("Kind of case in {} cannot be read", file, e);
      }
    }
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
