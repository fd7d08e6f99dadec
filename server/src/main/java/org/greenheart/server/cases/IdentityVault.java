// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals who complained: AES-256 in Galois/Counter Mode, with a nonce of its own for each and the
 * number of the case bound to it, so that a sealed name cannot be moved to another case. The key
 * lies in a file of the data folder that only the server's user may read. Thread-safe.
 */
final class IdentityVault {
  private static final String FILE = "complainants.key";
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final SecureRandom random = new SecureRandom();

  private IdentityVault(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
  }

  /**
   * Reads the key of a folder, and makes it where there is none.
   *
   * @throws IllegalStateException when the file is no key
   * @throws UncheckedIOException when it cannot be read or made
   */
  static IdentityVault open(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      if (!Files.exists(file)) {
        make(file);
      }
      byte[] key = Files.readAllBytes(file);
      if (key.length != KEY_BYTES) {
        throw new IllegalStateException(
            "key file (%s) must have %s bytes, it has %s".formatted(file, KEY_BYTES, key.length));
      }
      return new IdentityVault(key);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    byte[] hidden = run(Cipher.ENCRYPT_MODE, caseFile, nonce, text.getBytes(UTF_8));
    byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + hidden.length);
    System.arraycopy(hidden, 0, sealed, NONCE_BYTES, hidden.length);
    return sealed;
  }

  /**
   * @throws IllegalStateException when it was sealed with another key, for another case, or changed
   */
  String unseal(long caseFile, byte[] sealed) {
    byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
    byte[] hidden = Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length);
    return new String(run(Cipher.DECRYPT_MODE, caseFile, nonce, hidden), UTF_8);
  }

  private byte[] run(int mode, long caseFile, byte[] nonce, byte[] text) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(Long.toString(caseFile).getBytes(UTF_8));
      return cipher.doFinal(text);
    } catch (AEADBadTagException e) {
      throw new IllegalStateException(
          "the complainant of case %s cannot be read: sealed with another key, or changed"
              .formatted(caseFile),
          e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
