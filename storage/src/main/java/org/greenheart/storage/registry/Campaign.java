// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.time.LocalTime;

/**
 * A time of inspection during which complaints are taken.
 *
 * @param starts its first day
 * @param ends its last day
 * @param hotline its number; may be empty
 * @param opens when its hotline is answered
 * @param closes until when
 * @param mailBox where letters go; may be empty
 * @param scope what it takes complaints about, in words
 */
public record Campaign(
    long id,
    String code,
    String title,
    LocalDate starts,
    LocalDate ends,
    String hotline,
    LocalTime opens,
    LocalTime closes,
    String mailBox,
    String scope) {
  /**
   * @throws RuleException {@code campaign-code}, {@code campaign-title}, {@code campaign-dates},
   *     {@code campaign-hours}
   */
  public Campaign {
    requireNonNull(hotline, "hotline is null");
    requireNonNull(mailBox, "mailBox is null");
    requireNonNull(scope, "scope is null");
    if (code.isBlank()) {
      throw new RuleException("code", "must be given", code, "campaign-code");
    }
    if (title.isBlank()) {
      throw new RuleException("title", "must be given", title, "campaign-title");
    }
    if (ends.isBefore(starts)) {
      throw new RuleException(
          "ends", "must not be before starts (%s)".formatted(starts), ends, "campaign-dates");
    }
    if (!opens.isBefore(closes)) {
      throw new RuleException(
          "closes", "must be after opens (%s)".formatted(opens), closes, "campaign-hours");
    }
  }

  public boolean covers(LocalDate day) {
    return !day.isBefore(starts) && !day.isAfter(ends);
  }
}
