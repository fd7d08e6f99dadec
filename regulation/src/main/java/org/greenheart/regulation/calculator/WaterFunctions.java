// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.calculator;

import java.util.List;
import java.util.stream.Stream;

/** {@code water/...}: rivers and lakes, waste water, floods. */
final class WaterFunctions {
  private WaterFunctions() {}

  static List<LawFunction> all() {
    return Stream.of(
            SurfaceWaterFunctions.all(),
            RiverFunctions.all(),
            WasteWaterFunctions.all(),
            FloodFunctions.all())
        .flatMap(List::stream)
        .toList();
  }
}
