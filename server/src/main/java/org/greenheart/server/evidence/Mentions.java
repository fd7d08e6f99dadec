// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.evidence;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Who is called upon in a note: what follows an @ up to a space or a mark. In Chinese, where words
 * stand without spaces, the space has to be typed; the console does it.
 */
final class Mentions {
  /** Not inside of an address of mail. */
  private static final Pattern CALL =
      Pattern.compile("(?<![\\p{L}\\p{N}._-])@([\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,49})");

  private Mentions() {}

  /** Each once, in the order of the text. */
  static List<String> in(String text) {
    return CALL.matcher(text)
        .results()
        .map((MatchResult call) -> call.group(1).replaceAll("[._-]+$", ""))
        .distinct()
        .toList();
  }
}
