// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.login;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Who may make the first account: somebody at the machine itself, or somebody who was given the
 * code that the start prints. Else the first stranger who finds the address would own the server.
 */
final class SetupCode {
  private static final int GROUPS = 3;

  private final String code = Secrets.drawForPeople(GROUPS);

  String code() {
    return code;
  }

  /** A request that a proxy has passed on comes from elsewhere. */
  static boolean isNeeded(Context ctx) {
    if (ctx.header("X-Forwarded-For") != null || ctx.header("Forwarded") != null) {
      return true;
    }
    try {
      return !InetAddress.getByName(ctx.ip()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return true;
    }
  }

  boolean fits(String typed) {
    return Secrets.same(code, typed.strip());
  }
}
