// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.evidence;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Set;
import org.greenheart.server.backup.FileTree;

/**
 * The server's own key (Ed25519), by which it seals what it hands out. Made at its first use, in
 * the data folder and in backups: whoever reads that folder can sign as this server. Thread-safe.
 */
final class SealKey {
  private static final String ALGORITHM = "Ed25519";
  private static final String PRIVATE_FILE = "private.pem";
  private static final String PUBLIC_FILE = "public.pem";
  private static final int LINE = 64;

  private final PrivateKey secret;
  private final PublicKey open;

  private SealKey(PrivateKey secret, PublicKey open) {
    this.secret = secret;
    this.open = open;
  }

  /**
   * Reads the key of a folder, and makes it where there is none.
   *
   * @throws IOException when it cannot be read or written, or the two files are no pair
   */
  static SealKey of(Path data) throws IOException {
    Path folder = data.resolve("evidence-key");
    try {
      if (!Files.exists(folder.resolve(PRIVATE_FILE))) {
        make(folder);
      }
      KeyFactory keys = KeyFactory.getInstance(ALGORITHM);
      SealKey key =
          new SealKey(
              keys.generatePrivate(
                  new PKCS8EncodedKeySpec(read(folder.resolve(PRIVATE_FILE), "PRIVATE KEY"))),
              publicKey(Files.readAllBytes(folder.resolve(PUBLIC_FILE))));
      byte[] probe = "probe".getBytes(US_ASCII);
      if (!isSignedBy(key.open, probe, key.sign(probe))) {
        throw new IOException("the two keys in %s are no pair".formatted(folder));
      }
      return key;
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException("the key in %s cannot be read: %s".formatted(folder, e), e);
    }
  }

  private static void make(Path folder) throws IOException, GeneralSecurityException {
    Files.createDirectories(folder);
    KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
    // The secret one last: it says that both are there.
    write(
        folder.resolve(PUBLIC_FILE), pem("PUBLIC KEY", pair.getPublic().getEncoded()), "rw-r--r--");
    write(
        folder.resolve(PRIVATE_FILE),
        pem("PRIVATE KEY", pair.getPrivate().getEncoded()),
        "rw-------");
    FileTree.force(folder);
  }

  private static void write(Path file, byte[] content, String permissions) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
    Files.deleteIfExists(unfinished);
    if (unfinished.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          unfinished,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
    } else {
      Files.createFile(unfinished);
    }
    try (FileChannel channel = FileChannel.open(unfinished, Set.of(StandardOpenOption.WRITE))) {
      ByteBuffer buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        var _ = channel.write(buffer);
      }
      channel.force(true);
    }
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static byte[] pem(String what, byte[] encoded) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(
            what, Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(encoded), what)
        .getBytes(US_ASCII);
  }

  private static byte[] read(Path file, String what) throws IOException {
    return decoded(Files.readAllBytes(file), what);
  }

  private static byte[] decoded(byte[] pem, String what) {
    String text = new String(pem, US_ASCII).strip();
    String begin = "-----BEGIN %s-----".formatted(what);
    String end = "-----END %s-----".formatted(what);
    if (!text.startsWith(begin) || !text.endsWith(end)) {
      throw new IllegalArgumentException("the file is no %s".formatted(what));
    }
    return Base64.getMimeDecoder()
        .decode(text.substring(begin.length(), text.length() - end.length()));
  }

  /**
   * Reads a public key in the form of PEM.
   *
   * @throws IllegalArgumentException for what is none
   */
  static PublicKey publicKey(byte[] pem) {
    try {
      return KeyFactory.getInstance(ALGORITHM)
          .generatePublic(new X509EncodedKeySpec(decoded(pem, "PUBLIC KEY")));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("the public key cannot be read", e);
    }
  }

  static boolean isSignedBy(PublicKey key, byte[] content, byte[] signature) {
    try {
      Signature check = Signature.getInstance(ALGORITHM);
      check.initVerify(key);
      check.update(content);
      return check.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  byte[] sign(byte[] content) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(secret);
      signature.update(content);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java signs with Ed25519", e);
    }
  }

  /** In the form of PEM. */
  byte[] publicPem() {
    return pem("PUBLIC KEY", open.getEncoded());
  }

  /** By which people compare keys: the SHA-256 of the public one, in hexadecimal digits. */
  String fingerprint() {
    return fingerprint(open);
  }

  static String fingerprint(PublicKey key) {
    return Digests.sha256(key.getEncoded());
  }
}
