// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import io.javalin.http.Context;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;

/**
 * A HEAD request, answered as a GET of the same path (RFC 9110, 9.3.2): Javalin by itself answers
 * 200 to it wherever a route might be. The connection still knows that it is a HEAD and sends no
 * body.
 */
final class HeadAsGet extends Request.Wrapper {
  private static final String MARK = HeadAsGet.class.getName();

  private HeadAsGet(Request request) {
    super(request);
  }

  static Request of(Request request) {
    if (!HttpMethod.HEAD.is(request.getMethod())) {
      return request;
    }
    request.setAttribute(MARK, true);
    return new HeadAsGet(request);
  }

  /** For what would never end: whether only the head of the answer is asked for. */
  static boolean is(Context ctx) {
    return ctx.req().getAttribute(MARK) != null;
  }

  @Override
  public String getMethod() {
    return HttpMethod.GET.asString();
  }
}
