// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A data logger of HJ 212-2025 asks for an MN (command 1001).
 *
 * @param source from where: {@code hj212:192.0.2.7:40112}
 * @param numbers its hardware numbers by their sent names, {@code i23005-Info}
 */
public record SerialRequest(Instant at, String source, Map<String, String> numbers) {
  public SerialRequest {
    numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
  }
}
