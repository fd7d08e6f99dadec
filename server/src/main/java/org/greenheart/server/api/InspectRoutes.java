// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Right;

/** {@code POST /api/inspect}: explains a frame that a person pasted. Nothing is kept. */
public final class InspectRoutes implements Routes {
  private static final int MAX_CHARACTERS = 256 * 1024;
  private static final Pattern LINE_END = Pattern.compile("\r?\n");

  private final FrameExplainer explainer;

  public InspectRoutes(FrameExplainer explainer) {
    this.explainer = requireNonNull(explainer, "explainer is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.post("/api/inspect", this::inspect, Right.READ_DEVICES, About.NO_POINT);
  }

  private void inspect(Context ctx) {
    String frame = JsonBody.of(ctx).text("frame");
    if (frame.length() > MAX_CHARACTERS) {
      throw ApiException.badRequest(
          "inspect-too-long",
          "frame (%s characters) must have at most %s".formatted(frame.length(), MAX_CHARACTERS));
    }
    // A text field of a browser cannot hold CR LF: its line ends say nothing of the frame's.
    String wire = LINE_END.matcher(frame.strip()).replaceAll("\r\n") + "\r\n";
    ctx.json(explainer.inspect(wire.getBytes(StandardCharsets.UTF_8)));
  }
}
