// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

import java.util.List;

/** All that happens to one point by script. */
record Script(List<Effect> effects) {
  static final char NORMAL = 'N';

  Script {
    effects = List.copyOf(effects);
  }

  double apply(String code, double value, long epochSecond) {
    double moved = value;
    for (Effect effect : effects) {
      if (effect.touches(code)) {
        moved = effect.apply(moved, epochSecond);
      }
    }
    return moved;
  }

  /** The data mark of a factor: the last active effect that carries one wins; else N. */
  char flag(String code, long epochSecond) {
    char flag = NORMAL;
    for (Effect effect : effects) {
      if (effect.flag() != NORMAL && effect.touches(code) && effect.active(epochSecond)) {
        flag = effect.flag();
      }
    }
    return flag;
  }

  boolean active(Effect.Kind kind, long epochSecond) {
    for (Effect effect : effects) {
      if (effect.kind() == kind && effect.active(epochSecond)) {
        return true;
      }
    }
    return false;
  }
}
