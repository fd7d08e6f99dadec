// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Secrets drawn by chance, long enough that a plain hash of them gives nothing away. */
final class Secrets {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;

  /** Without letters that look alike. */
  private static final String EASY = "23456789abcdefghjkmnpqrstuvwxyz";

  private Secrets() {}

  static SecureRandom random() {
    return RANDOM;
  }

  static String draw() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** One that people type, in groups: {@code 7kdm-x2pa-...}. */
  static String drawForPeople(int groups) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < groups * 4; i++) {
      text.append(i > 0 && i % 4 == 0 ? "-" : "");
      text.append(EASY.charAt(RANDOM.nextInt(EASY.length())));
    }
    return text.toString();
  }

  static String hash(String secret) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(secret.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  static boolean same(String one, String other) {
    return MessageDigest.isEqual(one.getBytes(UTF_8), other.getBytes(UTF_8));
  }
}
