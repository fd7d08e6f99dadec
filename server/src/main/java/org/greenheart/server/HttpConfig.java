// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.greenheart.server.api.HttpAddress;
import org.greenheart.server.login.LoginTimes;
import org.greenheart.server.login.OidcConfig;

/**
 * Where console and interfaces listen, and who may use them.
 *
 * @param open nobody is asked for a login; only on an address of this machine
 * @param login how long somebody stays in
 * @param oidc an OpenID provider that people come in from
 * @param publicUrl where readers reach the server, when it is not where they say they do
 */
public record HttpConfig(
    HttpAddress address,
    boolean open,
    Optional<URI> publicUrl,
    LoginTimes login,
    Optional<OidcConfig> oidc) {
  static HttpConfig from(Settings settings) {
    HttpAddress address =
        new HttpAddress(settings.text(Key.HTTP_HOST), settings.port(Key.HTTP_PORT));
    boolean open = settings.flag(Key.HTTP_OPEN);
    if (open && !address.isLoopback()) {
      throw settings.bad(
          Key.HTTP_HOST,
          "must be an address of this machine only (127.0.0.1, ::1 or localhost) with http.open:"
              + " everybody who reached it could read and write");
    }
    return new HttpConfig(
        address, open, settings.optionalUrl(Key.HTTP_PUBLIC_URL), times(settings), oidc(settings));
  }

  private static LoginTimes times(Settings settings) {
    Duration idle = settings.duration(Key.LOGIN_IDLE);
    Duration longest = settings.duration(Key.LOGIN_LONGEST);
    if (idle.isZero() || longest.compareTo(idle) < 0) {
      throw settings.bad(Key.LOGIN_IDLE, "must be above 0 and at most login.longest");
    }
    return new LoginTimes(idle, longest);
  }

  private static Optional<OidcConfig> oidc(Settings settings) {
    return settings
        .optionalUrl(Key.OIDC_ISSUER)
        .map(
            issuer ->
                new OidcConfig(
                    issuer,
                    settings.text(Key.OIDC_CLIENT),
                    settings.textOrEmpty(Key.OIDC_SECRET),
                    settings.text(Key.OIDC_NAME),
                    settings.textOrEmpty(Key.OIDC_ROLES_CLAIM)));
  }
}
