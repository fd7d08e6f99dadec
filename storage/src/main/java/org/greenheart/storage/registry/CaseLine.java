// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a report says of a case.
 *
 * @param titleEn null where the title has one language
 * @param thing the point; null for a matter that no point measures
 * @param lead the unit that leads; null while there is none
 * @param enterprise name; null where it is about none, as area
 * @param due until when it must be closed; null for no limit
 * @param closed null while it is open
 */
public record CaseLine(
    String number,
    String kind,
    String title,
    @Nullable String titleEn,
    @Nullable Long thing,
    @Nullable String lead,
    @Nullable String enterprise,
    @Nullable String area,
    @Nullable Instant due,
    Instant opened,
    @Nullable Instant closed) {
  public CaseLine {
    requireNonNull(number, "number is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(title, "title is null");
    requireNonNull(opened, "opened is null");
  }
}
