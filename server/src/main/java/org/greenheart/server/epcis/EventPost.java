// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.epcis;

import java.util.Map;
import org.greenheart.server.outside.SendException;

/** Carries reports to subscribers. Thread-safe. */
interface EventPost {
  /**
   * Whether an address may be reported to.
   *
   * @throws SendException when not; lasting unless only its name is not known now
   */
  void check(String dest) throws SendException;

  /**
   * @param headers beside those of any report
   * @param body an {@code EPCISQueryDocument}
   * @return false when it was too large for its receiver
   */
  boolean send(String dest, Map<String, String> headers, String body) throws SendException;
}
