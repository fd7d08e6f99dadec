// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The percent encoding of URLs, read strictly. */
final class QueryString {
  private QueryString() {}

  /** Takes {@code name=value&...} apart and decodes both sides; each name may stand once. */
  static Map<String, String> options(@Nullable String query) {
    Map<String, String> options = new LinkedHashMap<>();
    if (query == null) {
      return options;
    }
    for (String pair : query.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals), true);
      String value = equals < 0 ? "" : decode(pair.substring(equals + 1), true);
      if (options.putIfAbsent(name, value) != null) {
        throw RequestException.bad(
            "duplicate-option", "the query option %s is given twice".formatted(name));
      }
    }
    return options;
  }

  /**
   * @param plusIsBlank whether {@code +} stands for a blank, as in queries but not in paths
   */
  static String decode(String text, boolean plusIsBlank) {
    ByteBuffer bytes = ByteBuffer.allocate(text.length() * 3);
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '%') {
        bytes.put(hexByte(text, at));
        at += 3;
      } else if (c == '+' && plusIsBlank) {
        bytes.put((byte) ' ');
        at++;
      } else {
        int point = text.codePointAt(at);
        bytes.put(Character.toString(point).getBytes(StandardCharsets.UTF_8));
        at += Character.charCount(point);
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException e) {
      throw RequestException.bad("encoding", "the URL is not UTF-8 in percent encoding");
    }
  }

  private static byte hexByte(String text, int at) {
    int high = at + 1 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
    int low = at + 2 < text.length() ? Character.digit(text.charAt(at + 2), 16) : -1;
    if (high < 0 || low < 0) {
      throw RequestException.bad(
          "encoding", "URL at %d of a part: expected two hex digits after '%%'".formatted(at + 1));
    }
    return (byte) (high << 4 | low);
  }

  /** Encodes a value for a query, leaving readable what may stand there. */
  static String encode(String value) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
      if (isPlain(b)) {
        encoded.append((char) b);
      } else {
        encoded.append('%').append("%02X".formatted(b & 0xFF));
      }
    }
    return encoded.toString();
  }

  private static boolean isPlain(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || "-._~$(),;/:@*!".indexOf(b) >= 0;
  }
}
