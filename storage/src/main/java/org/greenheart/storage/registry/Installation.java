// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.Optional;

/** What was said of the whole at the first visit. Thread-safe. */
public interface Installation {
  Optional<String> get(String name);

  void set(String name, String value);
}
