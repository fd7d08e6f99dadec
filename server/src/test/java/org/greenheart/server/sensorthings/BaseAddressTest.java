// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BaseAddressTest {
  @ParameterizedTest
  @CsvSource({
    "          ,                      ,      , localhost:8080, http://localhost:8080",
    "          ,                      ,      , [::1]:8080    , http://[::1]:8080",
    "https     , air.example.org      ,      , localhost:8080, https://air.example.org",
    "https     , air.example.org      , 443  , localhost:8080, https://air.example.org",
    "https     , air.example.org      , 8443 , localhost:8080, https://air.example.org:8443",
    "https     , air.example.org:8443 , 8443 , localhost:8080, https://air.example.org:8443",
    "'https, http', 'air.example.org, inner', , localhost:8080, https://air.example.org",
    "https     ,                      ,      , localhost:8080, https://localhost:8080",
    "          ,                      , 443  , localhost:8080, http://localhost:8080",
    "javascript, 'x\"><script>'       ,      , localhost:8080, http://localhost:8080",
    "          ,                      ,      , 'a b'         , http://localhost",
    "          ,                      ,      ,               , http://localhost",
  })
  void of_headers_takesWhatCanBeTrue(
      @Nullable String proto,
      @Nullable String forwardedHost,
      @Nullable String port,
      @Nullable String host,
      String address) {
    assertThat(BaseAddress.of(proto, forwardedHost, port, "http", host)).isEqualTo(address);
  }
}
