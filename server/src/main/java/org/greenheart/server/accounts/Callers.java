// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.accounts;

import io.javalin.http.Context;

/** Where a route finds out who calls. */
public final class Callers {
  private static final String KEY = Caller.class.getName();

  private Callers() {}

  /**
   * Who sent this request.
   *
   * @throws IllegalStateException when nobody has looked: a request that no gate has let in
   */
  public static Caller of(Context ctx) {
    Caller caller = ctx.attribute(KEY);
    if (caller == null) {
      throw new IllegalStateException(
          "%s %s came past the gate".formatted(ctx.method(), ctx.path()));
    }
    return caller;
  }

  /** For the gate alone. */
  public static void set(Context ctx, Caller caller) {
    ctx.attribute(KEY, caller);
  }
}
