// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

import java.util.ArrayList;
import java.util.List;

/** Collects the deviations of one frame: bounded, since a hostile frame can have thousands. */
final class Deviations {
  static final int MOST = 64;

  private final List<Deviation> found;

  Deviations(List<Deviation> first) {
    found = new ArrayList<>(first);
  }

  void add(DeviationCode code, int offset) {
    if (found.size() < MOST) {
      found.add(new Deviation(code, offset));
    } else if (found.size() == MOST) {
      found.add(new Deviation(DeviationCode.MORE_DEVIATIONS, offset));
    }
  }

  List<Deviation> list() {
    return List.copyOf(found);
  }
}
