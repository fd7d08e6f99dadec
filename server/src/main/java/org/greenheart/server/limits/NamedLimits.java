// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.limits;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenheart.regulation.limits.Limit;

/** Limits with the names under which they are kept. Not thread-safe while it is filled. */
final class NamedLimits {
  private final List<Limit> limits = new ArrayList<>();
  private final Map<Limit, String> refs = new HashMap<>();

  void add(String ref, Limit limit) {
    limits.add(limit);
    refs.put(limit, ref);
  }

  void addAll(NamedLimits others) {
    others.limits.forEach(limit -> add(others.ref(limit), limit));
  }

  List<Limit> list() {
    return limits;
  }

  /** The name of one of these limits; the same version again when it was switched meanwhile. */
  String ref(Limit limit) {
    return Optional.ofNullable(refs.get(limit))
        .orElseThrow(() -> new IllegalArgumentException("unknown: " + limit.describe()));
  }
}
