// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.epcis;

import io.javalin.http.Context;
import java.util.Locale;
import java.util.regex.Pattern;
import org.greenheart.server.api.ApiException;

/**
 * What both sides agree on in headers (EPCIS 2.0, section 12.4): the version of EPCIS and of CBV,
 * and JSON. Who asks for another is refused before anything is read or kept.
 */
final class Versions {
  /** Of EPCIS and of CBV, the one that there is. */
  static final String VERSION = EventDocument.VERSION;

  private static final Pattern FORM = Pattern.compile("\\d{1,4}(\\.\\d{1,4}){0,2}");

  private Versions() {}

  /**
   * Refuses what asks for another version or form; else says the version.
   *
   * @throws ApiException 406 {@code epcis-version}, {@code epcis-accept}, 415 {@code
   *     epcis-content-type}, 400 {@code epcis-version-form}
   */
  static void agree(Context ctx) {
    for (String what : new String[] {"EPCIS", "CBV"}) {
      ctx.header("GS1-" + what + "-Version", VERSION);
      require(ctx, "GS1-" + what + "-Min", false);
      require(ctx, "GS1-" + what + "-Max", true);
    }
    boolean brings = ctx.method().name().equals("POST");
    if (brings) {
      requireSame(ctx, "GS1-EPCIS-Version");
      requireSame(ctx, "GS1-CBV-Version");
    }
    String accept = ctx.header("Accept");
    if (accept != null && !accept.isBlank() && !takesJson(accept)) {
      throw new ApiException(
          406, "epcis-accept", "Accept (%s) must take JSON: there is no other".formatted(accept));
    }
    String type = ctx.header("Content-Type");
    if (brings && type != null && type.toLowerCase(Locale.ROOT).contains("xml")) {
      throw new ApiException(
          415, "epcis-content-type", "Content-Type (%s) must be JSON".formatted(type));
    }
  }

  private static boolean takesJson(String accept) {
    String types = accept.toLowerCase(Locale.ROOT);
    return types.contains("json") || types.contains("*/*") || types.contains("application/*");
  }

  private static void require(Context ctx, String header, boolean isMost) {
    String asked = ctx.header(header);
    if (asked != null) {
      int above = number(header, asked) - number(header, VERSION);
      if (isMost ? above < 0 : above > 0) {
        throw refused(header, asked);
      }
    }
  }

  private static void requireSame(Context ctx, String header) {
    String asked = ctx.header(header);
    if (asked != null && number(header, asked) != number(header, VERSION)) {
      throw refused(header, asked);
    }
  }

  private static ApiException refused(String header, String asked) {
    return new ApiException(
        406,
        "epcis-version",
        "%s (%s) must let %s be: there is no other".formatted(header, asked, VERSION));
  }

  /** Of {@code 2.0.1} the number 20001. */
  private static int number(String header, String version) {
    if (!FORM.matcher(version).matches()) {
      throw ApiException.badRequest(
          "epcis-version-form",
          "%s (%s) must be a version such as 2.0.0".formatted(header, version));
    }
    String[] parts = version.split("\\.", -1);
    int number = 0;
    for (int i = 0; i < 3; i++) {
      number = number * 100 + (i < parts.length ? Math.min(99, Integer.parseInt(parts[i])) : 0);
    }
    return number;
  }
}
