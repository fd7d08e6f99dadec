// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.epcis;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Names of resources, as EPCIS 2.0 lists them (section 12.5).
 *
 * @param type always {@code Collection}
 */
record Collected(@JsonProperty("@context") String context, String type, List<String> member) {
  Collected {
    member = List.copyOf(member);
  }

  static Collected of(List<String> member) {
    return new Collected(EventDocument.CONTEXT, "Collection", member);
  }
}
