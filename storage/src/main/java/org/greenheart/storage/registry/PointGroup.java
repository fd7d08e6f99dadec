// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import org.jspecify.annotations.Nullable;

/**
 * Points that someone looks at together, across places.
 *
 * @param id 0 while not kept yet
 * @param code unique
 * @param name Chinese
 */
public record PointGroup(long id, String code, String name, @Nullable String nameEn) {
  public PointGroup {
    code = Checks.text("code", code);
    name = Checks.text("name", name);
    nameEn = Checks.optional("nameEn", nameEn);
  }
}
