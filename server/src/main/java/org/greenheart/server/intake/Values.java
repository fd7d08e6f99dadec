// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import java.util.Optional;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Text;
import org.greenheart.storage.Value;

/** What the characters of a field stand for. Stateless. */
final class Values {
  private Values() {}

  /** A field that should be a number: the number, else the text as it is. */
  static Value numberOrText(String sent) {
    String text = sent.strip();
    Optional<Decimal> number = Decimal.parse(text);
    return number.isPresent() ? number.get() : new Text(text);
  }

  /**
   * A field of which the standard says nothing: a number only when nothing of what was sent is lost
   * by it, so that {@code 0012} and {@code +5} stay text.
   */
  static Value asSent(String sent) {
    String text = sent.strip();
    Optional<Decimal> number = Decimal.parse(text);
    return number.isPresent() && number.get().toString().equals(text)
        ? number.get()
        : new Text(text);
  }

  /**
   * Whether a text that is no number says something, as {@code St} does and {@code --} does not.
   */
  static boolean isWord(String text) {
    return text.codePoints().anyMatch(Character::isLetter);
  }
}
