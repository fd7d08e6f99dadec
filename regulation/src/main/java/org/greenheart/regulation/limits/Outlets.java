// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.limits;

import java.time.LocalDate;
import org.greenheart.regulation.rules.LawException;

/** The outlets that are registered somewhere: the calculator's questions to the outside. */
public interface Outlets {

  /**
   * Finds an outlet.
   *
   * @param day of the data: which standards apply may change
   * @throws LawException {@link LawException.Code#NO_DATA} when there is none of this name, or none
   *     that the caller may see
   */
  RegisteredOutlet outlet(String name, LocalDate day);

  /** The limits of all standards, as they are known there. */
  default LimitBook book() {
    return LimitBook.ofRelease();
  }

  /** No register at hand. */
  static Outlets none() {
    return (name, day) -> {
      throw new LawException(
          LawException.Code.NO_DATA,
          "outlet",
          "outlet (%s) is known to a running server only; ask it there, or give standard"
              .formatted(name));
    };
  }
}
