// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import io.javalin.config.RoutesConfig;

/** What a part of the server adds to its HTTP interface. Called once, before the start. */
@FunctionalInterface
public interface Routes {
  void register(RoutesConfig routes);
}
