// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals who complained: AES-256 in Galois/Counter Mode, with a nonce of its own for each and the
 * number of the case bound to it, so that a sealed name cannot be moved to another case. The key
 * lies in a file of the data folder that only the server's user may read; backups leave it out.
 *
 * <p>A restored folder without the key gets a new one for names that come from now on. The old one
 * is put beside it under another name, {@code complainants-NAME.key}, and opens the old names.
 * Thread-safe.
 */
final class IdentityVault {
  private static final String FILE = "complainants.key";
  private static final String OLDER = "complainants-*.key";
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final Logger log = LoggerFactory.getLogger(IdentityVault.class);

  private final SecretKeySpec key;
  private final List<SecretKeySpec> older;
  private final SecureRandom random = new SecureRandom();

  private IdentityVault(SecretKeySpec key, List<SecretKeySpec> older) {
    this.key = key;
    this.older = List.copyOf(older);
  }

  /**
   * Reads the keys of a folder, and makes one where there is none.
   *
   * @throws IllegalStateException when a file is no key
   * @throws UncheckedIOException when it cannot be read or made
   */
  static IdentityVault open(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      if (!Files.exists(file)) {
        make(file);
      }
      List<SecretKeySpec> older = new ArrayList<>();
      try (DirectoryStream<Path> others = Files.newDirectoryStream(folder, OLDER)) {
        for (Path other : others) {
          older.add(read(other));
        }
      }
      return new IdentityVault(read(file), older);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SecretKeySpec read(Path file) throws IOException {
    byte[] key = Files.readAllBytes(file);
    if (key.length != KEY_BYTES) {
      throw new IllegalStateException(
          "key file (%s) must have %s bytes, it has %s".formatted(file, KEY_BYTES, key.length));
    }
    return new SecretKeySpec(key, "AES");
  }

  /** Whole or not at all: a key that broke off would lock every name away. */
  private static void make(Path file) throws IOException {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    Path unfinished = file.resolveSibling(FILE + ".tmp");
    Files.deleteIfExists(unfinished);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          unfinished,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } else {
      Files.createFile(unfinished);
    }
    Files.write(unfinished, key);
    try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(unfinished, file);
  }

  byte[] seal(long caseFile, String text) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] hidden;
    try {
      hidden = run(Cipher.ENCRYPT_MODE, key, caseFile, nonce, text.getBytes(UTF_8));
    } catch (AEADBadTagException e) {
      throw new IllegalStateException(e);
    }
    byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + hidden.length);
    System.arraycopy(hidden, 0, sealed, NONCE_BYTES, hidden.length);
    return sealed;
  }

  /**
   * @throws StepException {@code complainant-sealed} when none of the keys opens it: it was sealed
   *     with another one, for another case, or changed
   */
  String unseal(long caseFile, byte[] sealed) {
    byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
    byte[] hidden = Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length);
    for (SecretKeySpec each : Stream.concat(Stream.of(key), older.stream()).toList()) {
      try {
        return new String(run(Cipher.DECRYPT_MODE, each, caseFile, nonce, hidden), UTF_8);
      } catch (AEADBadTagException e) {
        log.debug("A key does not open the complainant of case {}", caseFile, e);
      }
    }
    throw StepException.notNow(
        "complainant-sealed",
        ("the complainant of case (%s) cannot be read: sealed with another key than those here;"
                + " put the old complainants.key into the data folder as complainants-old.key")
            .formatted(caseFile));
  }

  private static byte[] run(int mode, SecretKeySpec key, long caseFile, byte[] nonce, byte[] text)
      throws AEADBadTagException {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(Long.toString(caseFile).getBytes(UTF_8));
      return cipher.doFinal(text);
    } catch (AEADBadTagException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
