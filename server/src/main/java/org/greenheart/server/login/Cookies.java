// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.login;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.net.URI;
import java.util.Optional;

/** The cookie of a session: not for scripts, not for other sites, and over https not without it. */
final class Cookies {
  private static final String NAME = "greenheart-session";

  /** Browsers take a cookie of this name only over https, from this host and for all of it. */
  private static final String SECURE_NAME = "__Host-" + NAME;

  private final boolean secure;

  Cookies(Optional<URI> publicUrl) {
    this.secure = publicUrl.map(url -> "https".equals(url.getScheme())).orElse(false);
  }

  private String name() {
    return secure ? SECURE_NAME : NAME;
  }

  Optional<String> session(Context ctx) {
    return Optional.ofNullable(ctx.cookie(name())).filter(text -> !text.isEmpty());
  }

  void set(Context ctx, String secret) {
    ctx.cookie(cookie(secret, -1));
  }

  void clear(Context ctx) {
    ctx.cookie(cookie("", 0));
  }

  /**
   * @param seconds -1 until the browser is closed
   */
  private Cookie cookie(String value, int seconds) {
    Cookie cookie = new Cookie(name(), value);
    cookie.setPath("/");
    cookie.setHttpOnly(true);
    cookie.setSecure(secure);
    cookie.setMaxAge(seconds);
    cookie.setSameSite(SameSite.STRICT);
    return cookie;
  }
}
