// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import java.util.List;

/** A part of the server that knows whether it is well. Called from any thread; answers at once. */
@FunctionalInterface
public interface HealthSource {
  /** Empty when all is well. */
  List<HealthReason> reasons();
}
