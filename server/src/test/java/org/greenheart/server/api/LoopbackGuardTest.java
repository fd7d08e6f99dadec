// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LoopbackGuardTest {
  @ParameterizedTest
  @CsvSource({
    "localhost, ",
    "localhost:8080, http://localhost:8080",
    "127.0.0.1:9000, http://127.0.0.1:9000",
    "127.0.0.5, ",
    "[::1]:8080, http://[::1]:8080",
    "LOCALHOST:8080, http://localhost:8080",
  })
  void ownPages_areLetIn(String host, @Nullable String origin) {
    assertThatCode(() -> LoopbackGuard.check(host, origin)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "elsewhere.example, ",
    "localhost.elsewhere.example:8080, ",
    "127.0.0.1.elsewhere.example, ",
    "192.0.2.7:8080, ",
    "localhost:8080, http://localhost:3000",
    "localhost:8080, http://127.0.0.1:8080",
    "localhost:8080, null",
    "localhost:8080, https://elsewhere.example",
  })
  void foreignPages_areRefused(String host, @Nullable String origin) {
    assertThatThrownBy(() -> LoopbackGuard.check(host, origin))
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.status()).isEqualTo(403));
  }

  @Test
  void missingHost_isRefused() {
    assertThatThrownBy(() -> LoopbackGuard.check(null, null)).isInstanceOf(ApiException.class);
  }
}
