// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.greenheart.storage.registry.Term;

/**
 * Where a page ended: the values by which its last entity is ordered, in a form that clients only
 * hand back.
 */
final class PageToken {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_LENGTH = 16_000;

  private PageToken() {}

  static String encode(List<Term.Constant> values) {
    try {
      String[] words = values.stream().map(PageToken::word).toArray(String[]::new);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(words));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts are always JSON", e);
    }
  }

  private static String word(Term.Constant value) {
    return switch (value) {
      case Term.Null() -> "z";
      case Term.Truth(boolean truth) -> truth ? "b1" : "b0";
      case Term.Numeral(BigDecimal number) -> "n" + number;
      case Term.Text(String text) -> "s" + text;
      case Term.Time(long micros) -> "t" + micros;
      case Term.Span(long micros) -> "d" + micros;
      case Term.Day(var date) -> "s" + date;
      case Term.ClockTime(var time) -> "s" + time;
    };
  }

  /**
   * @param size how many values there must be
   */
  static List<Term.Constant> decode(String token, int size) {
    try {
      if (token.length() > MAX_LENGTH) {
        throw new IllegalArgumentException("too long");
      }
      byte[] bytes = Base64.getUrlDecoder().decode(token.getBytes(StandardCharsets.US_ASCII));
      String[] words = JSON.readValue(bytes, String[].class);
      if (words == null || words.length != size) {
        throw new IllegalArgumentException("not of this order");
      }
      List<Term.Constant> values = new ArrayList<>();
      Arrays.stream(words).map(PageToken::value).forEach(values::add);
      return values;
    } catch (java.io.IOException | RuntimeException e) {
      throw RequestException.bad(
          "skiptoken",
          "$skiptoken: it is not from a link to a next page of this request; follow @iot.nextLink "
              + "as it is");
    }
  }

  private static Term.Constant value(String word) {
    String rest = word.substring(1);
    return switch (word.charAt(0)) {
      case 'z' -> new Term.Null();
      case 'b' -> new Term.Truth(rest.equals("1"));
      case 'n' -> new Term.Numeral(number(rest));
      case 's' -> new Term.Text(rest);
      case 't' -> new Term.Time(Long.parseLong(rest));
      case 'd' -> new Term.Span(Long.parseLong(rest));
      default -> throw new IllegalArgumentException("no such kind of value");
    };
  }

  private static BigDecimal number(String text) {
    BigDecimal number = new BigDecimal(text);
    if (Math.abs((long) number.scale()) > 10_000) {
      throw new IllegalArgumentException("too large");
    }
    return number;
  }
}
