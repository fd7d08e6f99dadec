// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.places;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A column that a kind of import knows.
 *
 * @param key its English head; case, spaces, hyphens and underscores do not matter
 * @param chinese its Chinese heads; the first stands in the template
 * @param required whether the column must be there and every row must fill it
 */
public record ImportColumn(String key, List<String> chinese, boolean required) {
  public ImportColumn {
    chinese = List.copyOf(chinese);
  }

  public static ImportColumn required(String key, String... chinese) {
    return new ImportColumn(key, List.of(chinese), true);
  }

  public static ImportColumn optional(String key, String... chinese) {
    return new ImportColumn(key, List.of(chinese), false);
  }

  /** The same column, known by one more head. */
  public ImportColumn alsoCalled(String head) {
    List<String> heads = new ArrayList<>(chinese);
    heads.add(plain(head));
    return new ImportColumn(key, heads, required);
  }

  /** A head without what {@link #isHead} does not look at. */
  public static String plain(String head) {
    return head.replaceAll("[(（].*?[)）]", "").replaceAll("[*＊\\s_-]", "");
  }

  /** A remark in brackets and a star, as forms like to have them, are no part of a head. */
  boolean isHead(String head) {
    String plain = plain(head);
    return plain.toLowerCase(Locale.ROOT).equals(key.toLowerCase(Locale.ROOT))
        || chinese.contains(plain);
  }

  /** What the column is called in messages about a head that is missing. */
  String title() {
    return chinese.getFirst() + " / " + key;
  }
}
