// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.epcis;

import io.javalin.http.Context;
import java.util.Set;
import org.greenheart.server.api.ApiException;

/** Parts of EPCIS 2.0 that are not done here, and say so. */
final class Unsupported {
  /** Parameters that make a query over WebSocket a subscription. */
  private static final Set<String> OF_SOCKETS =
      Set.of(
          "stream",
          "reportIfEmpty",
          "initialRecordTime",
          "second",
          "minute",
          "hour",
          "dayOfMonth",
          "month",
          "dayOfWeek");

  private static final Set<String> AS_KEPT = Set.of("No_Preference", "Never_Translates");

  private Unsupported() {}

  /**
   * @throws ApiException 501 {@code websocket-unsupported}, {@code epc-format-unsupported}
   */
  static void refuse(Context ctx) {
    boolean subscribes = ctx.queryParamMap().keySet().stream().anyMatch(OF_SOCKETS::contains);
    if (subscribes || "websocket".equalsIgnoreCase(ctx.header("Upgrade"))) {
      throw new ApiException(
          501,
          "websocket-unsupported",
          "subscriptions over WebSocket are not supported: POST one to .../subscriptions");
    }
    String format = ctx.header("GS1-EPC-Format");
    if (format != null && !AS_KEPT.contains(format)) {
      throw new ApiException(
          501,
          "epc-format-unsupported",
          "GS1-EPC-Format (%s) is not supported: identifiers stay as they were captured"
              .formatted(format));
    }
  }
}
