// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps foreign web pages out of a server that listens on loopback.
 *
 * <p>Loopback is not trust: a page from anywhere, open in a browser on this machine, can send
 * requests here. Two things give it away. Its Origin is not ours; or, when it made its own name
 * point to 127.0.0.1 (DNS rebinding), the Host is not a loopback name. The port in Host may be any,
 * since a tunnel changes it; but Origin, when sent, must be exactly the Host asked.
 */
final class LoopbackGuard implements Handler {
  private static final Pattern LOOPBACK_HOST =
      Pattern.compile("(?i)(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?");

  private final Optional<URI> publicAddress;

  /**
   * @param publicAddress of a proxy on this machine that passes requests on under its own name
   */
  LoopbackGuard(Optional<URI> publicAddress) {
    this.publicAddress = publicAddress;
  }

  @Override
  public void handle(Context ctx) {
    String origin = ctx.header("Origin");
    boolean known =
        publicAddress
            .map(
                address ->
                    (origin == null || origin.equalsIgnoreCase(address.toString()))
                        && address.getAuthority().equalsIgnoreCase(ctx.header("Host")))
            .orElse(false);
    if (known) {
      return;
    }
    check(ctx.header("Host"), ctx.header("Origin"));
  }

  static void check(@Nullable String host, @Nullable String origin) {
    if (host == null || !LOOPBACK_HOST.matcher(host).matches()) {
      throw new ApiException(
          403,
          "foreign-host",
          "Host (%s) must be a loopback name: localhost, 127.0.0.1 or [::1]".formatted(host));
    }
    if (origin != null
        && !origin.equalsIgnoreCase("http://" + host)
        && !origin.equalsIgnoreCase("https://" + host)) {
      throw new ApiException(
          403, "foreign-origin", "Origin (%s) must be the Host asked (%s)".formatted(origin, host));
    }
  }
}
