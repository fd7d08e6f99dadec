// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.greenheart.storage.registry.Complainants;

/**
 * PINs by which complainants follow their case: eight digits, kept as a salted, slow hash. Short as
 * they are, guessing is kept down by {@link RateLimit} too. Thread-safe.
 */
final class Pins {
  private static final int DIGITS = 8;
  private static final int ROUNDS = 50_000;
  private static final int HASH_BITS = 256;

  private final SecureRandom random = new SecureRandom();

  /** A new one, with what is kept of it. Slow: make it outside of a transaction. */
  record Fresh(String pin, Complainants.Pin kept) {}

  Fresh next() {
    String pin = "%08d".formatted(random.nextInt(100_000_000));
    byte[] salt = new byte[16];
    random.nextBytes(salt);
    return new Fresh(pin, new Complainants.Pin(salt, hash(pin, salt)));
  }

  /** Whether it is the PIN; takes as long for a wrong one. */
  static boolean fits(Complainants.Pin kept, String pin) {
    return MessageDigest.isEqual(hash(pin, kept.salt()), kept.hash());
  }

  static boolean isPin(String text) {
    return text.matches("[0-9]{" + DIGITS + "}");
  }

  private static byte[] hash(String pin, byte[] salt) {
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
          .generateSecret(new PBEKeySpec(pin.toCharArray(), salt, ROUNDS, HASH_BITS))
          .getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
