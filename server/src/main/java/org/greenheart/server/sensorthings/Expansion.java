// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** One relation of some entities, ready to be written inline. */
@FunctionalInterface
interface Expansion {
  /** Writes the field with what the entity of an id is related to. */
  void write(JsonGenerator json, long id) throws IOException;
}
