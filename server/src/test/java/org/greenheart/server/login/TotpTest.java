// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.login;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TotpTest {
  private static final byte[] KEY = "12345678901234567890".getBytes(US_ASCII);

  /** RFC 6238, appendix B, the rows of SHA-1. */
  @ParameterizedTest
  @CsvSource({
    "59, 94287082",
    "1111111109, 07081804",
    "1111111111, 14050471",
    "1234567890, 89005924",
    "2000000000, 69279037",
    "20000000000, 65353130",
  })
  void code_isThatOfTheStandard(long seconds, String code) {
    long step = Totp.step(Instant.ofEpochSecond(seconds));

    assertThat(Totp.code(KEY, step, 8)).isEqualTo(code);
  }

  /** RFC 4226, appendix D. */
  @ParameterizedTest
  @CsvSource({"0, 755224", "1, 287082", "2, 359152", "9, 520489"})
  void code_ofSixDigits_isThatOfTheStandard(long counter, String code) {
    assertThat(Totp.code(KEY, counter, 6)).isEqualTo(code);
  }

  @Test
  void match_takesTheNeighbours_andNoMore() {
    String secret = Base32.encode(KEY);
    Instant now = Instant.ofEpochSecond(1_111_111_109);
    long step = Totp.step(now);

    assertThat(Totp.match(secret, Totp.code(KEY, step - 1, 6), now)).hasValue(step - 1);
    assertThat(Totp.match(secret, Totp.code(KEY, step + 1, 6), now)).hasValue(step + 1);
    assertThat(Totp.match(secret, Totp.code(KEY, step - 2, 6), now)).isEmpty();
    assertThat(Totp.match(secret, "", now)).isEmpty();
  }

  /** RFC 4648, 10. */
  @ParameterizedTest
  @CsvSource({"f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "foobar, MZXW6YTBOI"})
  void base32_isThatOfTheStandard(String text, String encoded) {
    assertThat(Base32.encode(text.getBytes(US_ASCII))).isEqualTo(encoded);
    assertThat(new String(Base32.decode(encoded), US_ASCII)).isEqualTo(text);
  }

  @Test
  void base32_otherLetter_isRefused() {
    assertThatThrownBy(() -> Base32.decode("A1")).isInstanceOf(IllegalArgumentException.class);
  }
}
