// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.backup.FileTree;

/**
 * The files of the evidence, each under the hash of its content: a file is never changed, the same
 * one is kept once, and whether it is still what it was can be seen at any time.
 *
 * <p>A file is written beside, synced, and only then given its name: so one that has its name is
 * whole, also after a crash. It gets its name before the registry knows of it, and is never
 * deleted: so what the registry knows is there, in backups too. Thread-safe.
 */
final class EvidenceStore {
  private static final String FILES = "evidence";

  /** Left out of backups; emptied at the start. */
  private static final String UNFINISHED = "evidence-unfinished";

  private final Path files;
  private final Path unfinished;

  /**
   * @param data the data folder, held by this process
   * @throws UncheckedIOException when it cannot be written
   */
  EvidenceStore(Path data) {
    this.files = data.resolve(FILES);
    this.unfinished = data.resolve(UNFINISHED);
    try {
      FileTree.delete(unfinished);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file that lies beside: kept or deleted when it is closed. */
  record Staged(Path file, long bytes, String sha256) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      Files.deleteIfExists(file);
    }
  }

  /** An empty file of its own, for what is being made. */
  Path temporary(String ending) throws IOException {
    Files.createDirectories(unfinished);
    return Files.createTempFile(unfinished, "", ending);
  }

  /**
   * Writes what comes to the disk.
   *
   * @param most bytes
   * @throws ApiException 413 {@code evidence-size}; 400 {@code evidence-empty}
   */
  Staged stage(InputStream in, long most) throws IOException {
    Path file = temporary(".part");
    try {
      MessageDigest digest = Digests.sha256();
      long bytes = 0;
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        OutputStream out = new DigestOutputStream(Channels.newOutputStream(channel), digest);
        byte[] buffer = new byte[64 << 10];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          bytes += n;
          if (bytes > most) {
            throw tooLarge(most);
          }
          out.write(buffer, 0, n);
        }
        channel.force(true);
      }
      if (bytes == 0) {
        throw ApiException.badRequest("evidence-empty", "the file (0 bytes) must not be empty");
      }
      return new Staged(file, bytes, HexFormat.of().formatHex(digest.digest()));
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  static ApiException tooLarge(long most) {
    return new ApiException(
        413,
        "evidence-size",
        "the file must have at most %s bytes (evidence.file-size)".formatted(most));
  }

  /** Gives a file its name; the same content again changes nothing. */
  void keep(Staged staged) throws IOException {
    Path file = path(staged.sha256());
    Path folder = files.resolve(staged.sha256().substring(0, 2));
    if (Files.isRegularFile(file) && Files.size(file) == staged.bytes()) {
      return;
    }
    boolean made = !Files.isDirectory(folder);
    Files.createDirectories(folder);
    Files.move(staged.file(), file, StandardCopyOption.ATOMIC_MOVE);
    FileTree.force(folder);
    if (made) {
      FileTree.force(files);
    }
  }

  /** Where the content of a hash is. */
  Path path(String sha256) {
    return files.resolve(sha256.substring(0, 2)).resolve(sha256);
  }
}
