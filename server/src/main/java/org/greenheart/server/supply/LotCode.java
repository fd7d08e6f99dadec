// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supply;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.greenheart.storage.registry.RuleException;

/**
 * The code of a lot, as it is kept: {@code 01/GTIN/10/LOT} (the path of a GS1 Digital Link, without
 * the variant 22 that it may name) or a Handle-style {@code hdl/PREFIX/SUFFIX}. Written behind this
 * server's address it is the lot's public page.
 */
public final class LotCode {
  private static final String LOT = "[A-Za-z0-9._+-]{1,20}";
  private static final Pattern ELEMENTS = Pattern.compile("\\(01\\)(\\d+)\\(10\\)(.+)");
  private static final Pattern LINK =
      Pattern.compile(
          "(?:(?i:https?)://[^/]+(?:/.*)?/)?01/(\\d+)(?:/22/[^/?#]+)?/10/([^/?#]+)(?:[?#].*)?");
  private static final Pattern THING =
      Pattern.compile("(.*01/\\d+(?:/22/[^/?#]+)?/10/[^/?#]+)/21/.*");
  private static final Pattern CLASS =
      Pattern.compile("urn:epc:class:lgtin:(\\d{6,12})\\.(\\d{1,7})\\.(.+)");
  private static final Pattern HANDLE =
      Pattern.compile(
          "(?:(?i:https?://hdl\\.handle\\.net)/|hdl:|hdl/)?(\\d+(?:\\.\\d+)*)/([A-Za-z0-9._-]{1,64})");

  private LotCode() {}

  /**
   * Reads any of the ways to write one.
   *
   * @throws RuleException {@code lot-code}, {@code gtin-form}, {@code gtin-check}
   */
  public static String read(String text) {
    return find(text.strip())
        .orElseThrow(
            () ->
                new RuleException(
                    "code",
                    "must be (01)GTIN(10)LOT, a GS1 Digital Link with 01 and 10, or a handle such as"
                        + " 88.100/LOT-1, the lot being 1 to 20 letters, digits and . _ + -",
                    text,
                    "lot-code"));
  }

  /**
   * As {@link #read}; empty where it is none of these.
   *
   * @throws RuleException {@code gtin-form}, {@code gtin-check}
   */
  public static Optional<String> find(String text) {
    Matcher link = LINK.matcher(text);
    Matcher elements = ELEMENTS.matcher(text);
    if (link.matches() || elements.matches()) {
      Matcher found = link.matches() ? link : elements;
      return decoded(found.group(2))
          .filter(lot -> lot.matches(LOT))
          .map(lot -> "01/%s/10/%s".formatted(Gs1.gtin("code", found.group(1)), lot));
    }
    Matcher epcClass = CLASS.matcher(text);
    if (epcClass.matches()
        && epcClass.group(1).length() + epcClass.group(2).length() == 13
        && epcClass.group(3).matches(LOT)) {
      // Tag Data Standard: the item reference begins with the indicator digit.
      String item = epcClass.group(2);
      String first13 = item.charAt(0) + epcClass.group(1) + item.substring(1);
      return Optional.of("01/%s/10/%s".formatted(Gs1.complete(first13), epcClass.group(3)));
    }
    Matcher handle = HANDLE.matcher(text);
    return handle.matches()
        ? Optional.of("hdl/%s/%s".formatted(handle.group(1), handle.group(2)))
        : Optional.empty();
  }

  /**
   * The lot that an identifier tells of: its own, or that of a single thing of it, which a GS1
   * Digital Link with 01, 10 and 21 names. Empty also where its GTIN is none.
   */
  public static Optional<String> told(String text) {
    Matcher thing = THING.matcher(text);
    try {
      return find(thing.matches() ? thing.group(1) : text);
    } catch (RuleException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> decoded(String lot) {
    try {
      return Optional.of(URLDecoder.decode(lot.replace("+", "%2B"), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // a % that no two digits follow
    }
  }

  /** As a URI that names the lot for everybody, whatever its server. */
  public static String uri(String code) {
    return code.startsWith("hdl/")
        ? "https://hdl.handle.net/" + code.substring("hdl/".length())
        : "https://id.gs1.org/" + code;
  }
}
