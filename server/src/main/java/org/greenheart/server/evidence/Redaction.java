// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.evidence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes out of a text what leads to somebody: names that are known, names before a form of address,
 * telephone and identity numbers, number plates, addresses of mail, flats, exact places. It cannot
 * know every name: so what is to be published is shown to a person first.
 */
final class Redaction {
  private static final String GONE = "***";

  private record Cut(Pattern pattern, String instead) {
    private static Cut of(String pattern, String instead) {
      return new Cut(Pattern.compile(pattern), instead);
    }
  }

  private static final List<Cut> CUTS =
      List.of(
          Cut.of("[\\w.+-]+@[\\w-]+(\\.[\\w-]+)+", GONE),
          Cut.of("https?://\\S+", GONE),
          // identity card, credit code; bank account and telephone: long runs of digits, but no
          // days
          Cut.of("(?<![\\w.])[0-9A-HJ-NP-RT-UW-Y]{18}(?!\\w)", GONE),
          Cut.of(
              "(?<![\\d.-])(?!(19|20)\\d\\d-\\d\\d-\\d\\d(?!\\d))\\+?\\d[\\d -]{5,}\\d[Xx]?(?!\\d)",
              GONE),
          Cut.of("(?<!\\d)\\d{1,3}\\.\\d{4,}(?!\\d)", GONE),
          Cut.of(
              "[\u4eac\u6d25\u6caa\u6e1d\u5180\u8c6b\u4e91\u8fbd\u9ed1\u6e58\u7696\u9c81\u65b0\u82cf\u6d59\u8d63\u9102\u6842\u7518\u664b\u8499\u9655\u5409\u95fd\u8d35\u7ca4\u9752\u85cf\u5ddd\u5b81\u743c][A-Z]\u00b7?[A-Z0-9]{5,6}",
              GONE),
          Cut.of("[\\d-]+(?=\u53f7\u697c|\u680b|\u5355\u5143|\u5ba4|\u6237|\u95e8\u724c)", "*"),
          Cut.of(
              "\\p{IsHan}{1,2}(?=\u5148\u751f|\u5973\u58eb|\u5c0f\u59d0|\u8001\u5e08|\u5e08\u5085|\u5927\u7237|\u5927\u5988|\u963f\u59e8)",
              "\u67d0"),
          Cut.of(
              "(\u59d3\u540d|\u8054\u7cfb\u4eba|\u4e3e\u62a5\u4eba|\u6295\u8bc9\u4eba|\u5f53\u4e8b\u4eba)([:\uff1a\u662f\u4e3a ]{1,2})\\p{IsHan}{2,4}",
              "$1$2\u67d0"),
          Cut.of("\\b(Mr|Mrs|Ms|Dr)\\.? +\\p{Lu}[\\p{L}'-]+", "$1. " + GONE));

  private final List<String> names;

  /**
   * @param names of people and firms that are known here
   */
  Redaction(Collection<String> names) {
    List<String> sorted = new ArrayList<>(names);
    sorted.removeIf(name -> name.strip().length() < 2);
    // The longer first: a short one may be part of it.
    sorted.sort(Comparator.comparingInt(String::length).reversed());
    this.names = List.copyOf(sorted);
  }

  String of(String text) {
    String kept = text;
    for (String name : names) {
      kept = kept.replace(name, GONE);
    }
    for (Cut cut : CUTS) {
      kept = cut.pattern().matcher(kept).replaceAll(cut.instead());
    }
    return kept;
  }
}
