// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.alarms;

import io.javalin.http.Context;
import java.util.function.Function;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.Params;
import org.greenheart.storage.registry.AlarmFilter;
import org.greenheart.storage.registry.AlarmState;
import org.greenheart.storage.registry.Severity;
import org.jspecify.annotations.Nullable;

/** Reads which alarms a request asks for. */
final class AlarmQuery {
  private AlarmQuery() {}

  static AlarmFilter filter(Context ctx) {
    Boolean unacknowledged = flag(ctx, "unacknowledged");
    return new AlarmFilter(
        word(ctx, "state", "alarm-state", "open, cleared or withdrawn", AlarmState::ofText),
        word(ctx, "severity", "alarm-severity", "info, warning or danger", Severity::ofText),
        Params.text(ctx, "rule").orElse(null),
        Params.optionalNumber(ctx, "thing").orElse(null),
        Params.optionalNumber(ctx, "area").orElse(null),
        flag(ctx, "late"),
        Params.time(ctx, "from").orElse(null),
        Params.time(ctx, "to").orElse(null),
        flag(ctx, "shelved"),
        unacknowledged == null ? null : !unacknowledged,
        Params.text(ctx, "q").orElse(null));
  }

  private static <T> @Nullable T word(
      Context ctx, String name, String code, String words, Function<String, T> read) {
    String text = Params.text(ctx, name).orElse(null);
    if (text == null) {
      return null;
    }
    try {
      return read.apply(text);
    } catch (IllegalArgumentException e) {
      throw ApiException.badRequest(code, "%s (%s) must be %s".formatted(name, text, words));
    }
  }

  private static @Nullable Boolean flag(Context ctx, String name) {
    String text = Params.text(ctx, name).orElse(null);
    if (text == null) {
      return null;
    }
    return switch (text) {
      case "true" -> Boolean.TRUE;
      case "false" -> Boolean.FALSE;
      default ->
          throw ApiException.badRequest(
              "flag-form", "%s (%s) must be true or false".formatted(name, text));
    };
  }
}
