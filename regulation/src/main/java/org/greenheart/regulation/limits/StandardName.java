// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.limits;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The designation of a standard, read tolerantly: {@code GB 3095-2026}, {@code GB3095—2026}, {@code
 * gb 3095} (the edition in force on the day), {@code GB 25464-2010 + 2014 amendment}.
 *
 * @param series {@code GB3095}, {@code DB43/1356}; for a standard without a number its whole name
 * @param year empty when the call names no edition
 */
record StandardName(String series, String year) {
  // A standard may be "recommended" (/T): the number decides, the T is not asked for.
  private static final Pattern NUMBERED =
      Pattern.compile(
          "^(DB\\d\\d|(?!DB)[A-Z]+)(?:/T)?/?(\\d+(?:\\.\\d+)?)(?:-((?:19|20)\\d\\d))?(?!\\d).*$");

  static StandardName parse(String text) {
    String name = text.toUpperCase(Locale.ROOT).replaceAll("\\s", "").replaceAll("[—–－]", "-");
    Matcher matcher = NUMBERED.matcher(name);
    if (!matcher.matches()) {
      return new StandardName(name, "");
    }
    String year = matcher.group(3);
    String prefix = matcher.group(1);
    String slash = prefix.startsWith("DB") ? "/" : "";
    return new StandardName(prefix + slash + matcher.group(2), year == null ? "" : year);
  }

  /** Whether a standard is meant by this call. */
  boolean means(String standard) {
    StandardName other = parse(standard);
    return series.equals(other.series) && (year.isEmpty() || year.equals(other.year));
  }

  /** Whether it is another edition of the same standard. */
  boolean sameSeries(String standard) {
    return series.equals(parse(standard).series);
  }
}
