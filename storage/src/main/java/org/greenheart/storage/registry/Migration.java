// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * One numbered step of the schema. Once released, a step is never changed: the next one mends it.
 *
 * @param number its place among the others
 * @param name the rest of the resource's name
 */
record Migration(int number, String name) {
  /** {@code 001-catalogue} is number 1, named catalogue. */
  static Migration ofResource(String resource) {
    return new Migration(Integer.parseInt(resource.substring(0, 3)), resource.substring(4));
  }

  String resource() {
    return "%03d-%s.sql".formatted(number, name);
  }

  String sql() {
    try (InputStream in = Migration.class.getResourceAsStream(resource())) {
      if (in == null) {
        throw new IllegalStateException("migration (%s) is missing".formatted(resource()));
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
