// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.vault;

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
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals texts of one sort: AES-256 in Galois/Counter Mode, with a nonce of its own for each and
 * what it belongs to bound to it, so that a sealed text cannot be moved to something else. The key
 * lies in a file of the data folder that only the server's user may read; backups leave it out.
 *
 * <p>A restored folder without the key gets a new one for texts that come from now on. The old one
 * is put beside it under another name, {@code SORT-NAME.key}, and opens the old texts. Thread-safe.
 */
public final class Vault {
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final Logger log = LoggerFactory.getLogger(Vault.class);

  private final SecretKeySpec key;
  private final List<SecretKeySpec> older;
  private final SecureRandom random = new SecureRandom();

  private Vault(SecretKeySpec key, List<SecretKeySpec> older) {
    this.key = key;
    this.older = List.copyOf(older);
  }

  /**
   * Reads the keys of a folder, and makes one where there is none.
   *
   * @param sort what is sealed, such as {@code complainants}: the name of the key's file
   * @throws IllegalStateException when a file is no key
   * @throws UncheckedIOException when it cannot be read or made
   */
  public static Vault open(Path folder, String sort) {
    Path file = folder.resolve(sort + ".key");
    try {
      if (!Files.exists(file)) {
        make(file);
      }
      List<SecretKeySpec> older = new ArrayList<>();
      try (DirectoryStream<Path> others = Files.newDirectoryStream(folder, sort + "-*.key")) {
        for (Path other : others) {
          older.add(read(other));
        }
      }
      return new Vault(read(file), older);
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

  /** Whole or not at all: a key that broke off would lock everything away. */
  private static void make(Path file) throws IOException {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
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

  /**
   * @param owner what the text belongs to: only with the same is it opened
   */
  public byte[] seal(String owner, String text) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] hidden;
    try {
      hidden = run(Cipher.ENCRYPT_MODE, key, owner, nonce, text.getBytes(UTF_8));
    } catch (AEADBadTagException e) {
      throw new IllegalStateException(e);
    }
    byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + hidden.length);
    System.arraycopy(hidden, 0, sealed, NONCE_BYTES, hidden.length);
    return sealed;
  }

  /**
   * Empty when none of the keys opens it: it was sealed with another one, for another owner, or
   * changed.
   */
  public Optional<String> unseal(String owner, byte[] sealed) {
    if (sealed.length < NONCE_BYTES + TAG_BITS / 8) {
      return Optional.empty();
    }
    byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
    byte[] hidden = Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length);
    for (SecretKeySpec each : Stream.concat(Stream.of(key), older.stream()).toList()) {
      try {
        return Optional.of(new String(run(Cipher.DECRYPT_MODE, each, owner, nonce, hidden), UTF_8));
      } catch (AEADBadTagException e) {
        log.debug("A key does not open what is sealed for {}", owner, e);
      }
    }
    return Optional.empty();
  }

  private static byte[] run(int mode, SecretKeySpec key, String owner, byte[] nonce, byte[] text)
      throws AEADBadTagException {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(owner.getBytes(UTF_8));
      return cipher.doFinal(text);
    } catch (AEADBadTagException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
