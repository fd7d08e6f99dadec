// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.greenheart.storage.registry.RuleException;

/**
 * Passwords, kept as Argon2id (RFC 9106) with a salt each, written in the usual form {@code
 * $argon2id$v=19$m=19456,t=2,p=1$salt$hash}. Thread-safe; a few are computed at a time, each takes
 * 19 MiB for a moment.
 */
final class Passwords {
  static final int LEAST = 10;
  private static final int MOST = 200;
  private static final int MEMORY_KIB = 19_456;
  private static final int PASSES = 2;
  private static final int AT_ONCE = 4;
  private static final int FEWEST_DIFFERENT = 5;

  /** What people take when a rule asks for ten characters. */
  private static final Set<String> COMMON =
      Set.of(
          "1234567890",
          "12345678910",
          "0123456789",
          "9876543210",
          "0987654321",
          "qwertyuiop",
          "1q2w3e4r5t",
          "password123",
          "password1234",
          "passw0rd123",
          "admin12345",
          "admin123456",
          "administrator",
          "greenheart",
          "greenheart1",
          "woaini1314",
          "woaini520520",
          "letmein123",
          "iloveyou123",
          "abcdefghij",
          "abcd123456",
          "a123456789");

  private final SecureRandom random = new SecureRandom();
  private final Semaphore places = new Semaphore(AT_ONCE);

  /** Compared with where there is no account, so that the time does not tell: no password fits. */
  private static final String NOBODY =
      "$argon2id$v=19$m=%d,t=%d,p=1$%s$%s"
          .formatted(MEMORY_KIB, PASSES, "A".repeat(22), "A".repeat(43));

  /**
   * A password as it is hashed: however it was typed.
   *
   * @throws RuleException {@code password-weak}, {@code password-long}
   */
  static String checked(String password, String login) {
    String text = normal(password);
    if (text.length() > MOST) {
      throw new RuleException(
          "password", "must have at most %s characters".formatted(MOST), "***", "password-long");
    }
    String small = text.toLowerCase(Locale.ROOT);
    if (text.codePointCount(0, text.length()) < LEAST) {
      throw weak("must have at least %s characters".formatted(LEAST));
    }
    if (text.chars().distinct().count() < FEWEST_DIFFERENT) {
      throw weak("must have at least %s different characters".formatted(FEWEST_DIFFERENT));
    }
    if (COMMON.contains(small)) {
      throw weak("must not be one of those that everybody tries first");
    }
    if (small.contains(login.toLowerCase(Locale.ROOT))) {
      throw weak("must not contain the login");
    }
    return text;
  }

  private static RuleException weak(String rule) {
    return new RuleException("password", rule, "***", "password-weak");
  }

  private static String normal(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFKC);
  }

  String hash(String password) {
    byte[] salt = new byte[16];
    random.nextBytes(salt);
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=1$%s$%s"
        .formatted(
            MEMORY_KIB,
            PASSES,
            base64.encodeToString(salt),
            base64.encodeToString(argon2(normal(password), salt, MEMORY_KIB, PASSES)));
  }

  boolean matches(String password, String hash) {
    String[] parts = hash.split("\\$", -1);
    if (parts.length != 6 || !parts[1].equals("argon2id")) {
      return false;
    }
    int memory = number(parts[3], 0);
    int passes = number(parts[3], 1);
    byte[] salt = Base64.getDecoder().decode(parts[4]);
    byte[] expected = Base64.getDecoder().decode(parts[5]);
    return password.length() <= MOST
        && MessageDigest.isEqual(expected, argon2(normal(password), salt, memory, passes));
  }

  /** Takes as long as a comparison, and fails. */
  void pretend(String password) {
    boolean _ = matches(password, NOBODY);
  }

  private static int number(String parameters, int which) {
    return Integer.parseInt(parameters.split(",", -1)[which].substring(2));
  }

  private byte[] argon2(String password, byte[] salt, int memory, int passes) {
    places.acquireUninterruptibly();
    try {
      Argon2BytesGenerator generator = new Argon2BytesGenerator();
      generator.init(
          new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
              .withVersion(Argon2Parameters.ARGON2_VERSION_13)
              .withMemoryAsKB(memory)
              .withIterations(passes)
              .withParallelism(1)
              .withSalt(salt)
              .build());
      byte[] hash = new byte[32];
      generator.generateBytes(password.getBytes(UTF_8), hash);
      return hash;
    } finally {
      places.release();
    }
  }
}
