// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.accounts;

import io.javalin.http.Context;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Where a route finds out who calls. */
public final class Callers {
  private static final String KEY = Caller.class.getName();

  private static final String STILL = Callers.class.getName() + ".still";
  private static final String SIGHT = Sight.class.getName();

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

  /** Who sent it; whoever it was, where something before the gate refused it. */
  public static Optional<Caller> find(Context ctx) {
    return Optional.ofNullable(ctx.attribute(KEY));
  }

  /** The points that the sender of this request may see. */
  public static Sight sight(Context ctx) {
    Sight sight = ctx.attribute(SIGHT);
    if (sight == null) {
      throw new IllegalStateException(
          "%s %s came past the gate".formatted(ctx.method(), ctx.path()));
    }
    return sight;
  }

  /**
   * Whether the sender of a request that goes on and on would still be let in, as the same and with
   * the same scope.
   */
  public static boolean isStillIn(Context ctx) {
    BooleanSupplier still = ctx.attribute(STILL);
    return still == null || still.getAsBoolean();
  }

  /** For the gate alone: how to look again. */
  public static void setStill(Context ctx, BooleanSupplier still) {
    ctx.attribute(STILL, still);
  }

  /** For the gate alone. */
  public static void set(Context ctx, Caller caller, Sight sight) {
    ctx.attribute(KEY, caller);
    ctx.attribute(SIGHT, sight);
  }

  /** For the gate alone: where no login is asked for. */
  public static void setOpen(Context ctx) {
    set(ctx, Caller.open(), Sight.everything());
  }
}
