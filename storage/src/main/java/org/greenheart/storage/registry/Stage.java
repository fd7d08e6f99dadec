// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.Locale;
import java.util.stream.Stream;

/** How far a case has come. */
public enum Stage {
  RECEIVED(true),
  ACCEPTED(true),
  /** Out of scope: another body has it, and it is followed until that one has answered. */
  HANDED_OVER(true),
  /** With its handlers. */
  GIVEN_OUT(true),
  INVESTIGATED(true),
  RECTIFIED(true),
  /** Its closing has been applied for. */
  APPLIED(true),
  VERIFIED(true),
  PUBLICISED(true),
  CLOSED(false),
  LOOKED_BACK(false),
  /** Goes on in another case. */
  MERGED(false);

  private final boolean open;

  Stage(boolean open) {
    this.open = open;
  }

  public boolean open() {
    return open;
  }

  /** As it is written in JSON and in the store: {@code given-out}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * @throws RuleException {@code stage-unknown}
   */
  public static Stage ofText(String text) {
    return Stream.of(values())
        .filter(stage -> stage.text().equals(text))
        .findFirst()
        .orElseThrow(
            () -> new RuleException("stage", "is not a stage of a case", text, "stage-unknown"));
  }
}
