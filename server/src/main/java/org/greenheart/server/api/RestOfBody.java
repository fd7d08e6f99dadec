// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;

/**
 * The rest of a refused body is taken in, within bounds: a sender that is still sending would see
 * its connection break instead of the answer.
 */
public final class RestOfBody {
  private RestOfBody() {}

  /**
   * @param most bytes; who sends more has to see the connection break
   */
  public static void takeIn(Context ctx, long most) {
    byte[] unread = new byte[16 << 10];
    try {
      InputStream in = ctx.req().getInputStream();
      long read = 0;
      for (int count = in.read(unread); count >= 0 && read < most; count = in.read(unread)) {
        read += count;
      }
    } catch (IOException | IllegalStateException e) {
      // Whoever has gone needs no answer.
    }
  }
}
