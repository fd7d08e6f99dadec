// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import io.javalin.http.Context;
import java.net.URI;
import java.util.Optional;
import org.greenheart.server.accounts.Callers;

/** What every request has to pass before its route answers, and again when it has been answered. */
public interface Gate {
  /** Where no login is asked for; {@link HttpServer} takes it on loopback only. */
  Gate OPEN =
      new Gate() {
        @Override
        public void enter(Context ctx) {
          Callers.setOpen(ctx);
        }

        @Override
        public void leave(Context ctx) {}
      };

  /**
   * Says who calls, and refuses what they may not do.
   *
   * @throws ApiException for what is refused
   */
  void enter(Context ctx);

  /**
   * An address of another name by which pages of ours are reached, where that is to be believed.
   */
  default Optional<URI> publicAddress() {
    return Optional.empty();
  }

  /** The answer stands, also that of a refusal. */
  void leave(Context ctx);

  /** The code of the refusal that became the answer; {@code done} when there was none. */
  static String outcome(Context ctx) {
    String code = ctx.attribute("greenheart.refused");
    return code != null ? code : ctx.statusCode() < 400 ? "done" : "http-" + ctx.statusCode();
  }

  /** For those who answer a refusal by themselves. */
  static void refused(Context ctx, String code) {
    ctx.attribute("greenheart.refused", code);
  }
}
