// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.greenheart.server.StartException;
import org.jspecify.annotations.Nullable;

/**
 * The demo's data: a new city at every start, since its story is told from the moment of the start.
 * Only a folder that a demo has made is ever emptied; a file in it says so.
 */
final class DemoFolder {
  private static final String MARK = "this-is-a-demo";

  private DemoFolder() {}

  /**
   * Makes the folder, or empties the one that an earlier demo has left.
   *
   * @throws StartException when the folder holds something else
   */
  static void renew(Path folder) {
    try {
      if (Files.exists(folder.resolve(MARK))) {
        refuseWhileInUse(folder);
        delete(folder);
      } else if (Files.exists(folder) && !isEmpty(folder)) {
        throw new StartException(
            "the demo would empty %s, and that is not a demo's folder; choose another with --data"
                .formatted(folder.toAbsolutePath()));
      }
      Files.createDirectories(folder);
      Files.createFile(folder.resolve(MARK));
    } catch (IOException e) {
      throw new StartException(
          "the demo's folder %s cannot be used: %s; choose another with --data"
              .formatted(folder.toAbsolutePath(), e),
          e);
    }
  }

  /** A running server holds a lock on this file. */
  private static void refuseWhileInUse(Path folder) throws IOException {
    try (FileChannel lock =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      if (lock.tryLock() == null) {
        throw new StartException(
            "another demo runs on %s; stop it, or choose another folder and ports with --data,"
                    .formatted(folder.toAbsolutePath())
                + " --http-port and --hj212-port");
      }
    }
  }

  /** Puts a file into the folder. */
  static Path write(Path folder, String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new StartException("the demo's folder %s cannot be used: %s".formatted(folder, e), e);
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
      return !children.iterator().hasNext();
    }
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
