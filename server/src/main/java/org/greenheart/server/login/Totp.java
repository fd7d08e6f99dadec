// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.login;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One-time codes of a phone: RFC 6238 with HMAC-SHA-1, steps of 30 s and six digits. */
final class Totp {
  static final int STEP_SECONDS = 30;
  private static final int DIGITS = 6;
  private static final int SECRET_BYTES = 20;

  private Totp() {}

  /** A new secret in Base32. */
  static String secret(SecureRandom random) {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return Base32.encode(bytes);
  }

  static long step(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), STEP_SECONDS);
  }

  /** The step that a code is of: the present one or a neighbour, since clocks differ a little. */
  static OptionalLong match(String secret, String code, Instant now) {
    byte[] key = Base32.decode(secret);
    long present = step(now);
    for (long step = present - 1; step <= present + 1; step++) {
      if (code.equals(code(key, step, DIGITS))) {
        return OptionalLong.of(step);
      }
    }
    return OptionalLong.empty();
  }

  /** RFC 4226, 5.3, of a counter. */
  static String code(byte[] key, long counter, int digits) {
    byte[] hash;
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(key, "HmacSHA1"));
      hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(counter).array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA1", e);
    }
    int offset = hash[hash.length - 1] & 0xF;
    int number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
    long power = (long) Math.pow(10, digits);
    return ("%0" + digits + "d").formatted(number % power);
  }
}
