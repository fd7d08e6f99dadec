// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeptNamesTest {
  private final KeptNames names = new KeptNames();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "QN",
        "011-Rtd",
        "DataTime",
        "w01018-Avg",
        "w01018-ZsRtd",
        "w01018-SampleTime",
        "w01018-StandardValue",
        "a name that is far too long to be kept-Avg"
      })
  void of_meansWhatTheTextMeans_firstAndAgain(String name) {
    assertThat(meaning(name)).isEqualTo(FieldName.of(name));
    assertThat(meaning(name)).isEqualTo(FieldName.of(name));
  }

  @Test
  void of_sameEndsAndLength_areDifferentNames() {
    assertThat(meaning("w0101800-A-SampleTime").name()).isEqualTo("w0101800-A-SampleTime");
    assertThat(meaning("w0101800-B-SampleTime").name()).isEqualTo("w0101800-B-SampleTime");
  }

  @Test
  void of_aZeroByteBefore_isAnotherName() {
    assertThat(meaning("PW").name()).isEqualTo("PW");
    assertThat(meaning("\0PW").name()).isEqualTo("\0PW");
  }

  @Test
  void of_moreNamesThanPlaces_eachHasItsMeaning() {
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 10_000; i++) {
        String name = "w%05d-Avg".formatted(i);
        assertThat(meaning(name).code()).isEqualTo(name.substring(0, 6));
      }
    }
  }

  private FieldName meaning(String name) {
    byte[] bytes = ("##" + name + "=1").getBytes(StandardCharsets.US_ASCII);
    return names.of(bytes, 2, 2 + name.length());
  }
}
