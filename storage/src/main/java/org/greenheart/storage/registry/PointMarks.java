// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.List;

/** What persons say of points. Thread-safe. */
public interface PointMarks {
  /** All of a point, the withdrawn ones too, newest first. */
  List<PointMark> of(long thing);

  /**
   * Records a mark: its id and time of record are given here.
   *
   * @throws RegistryException {@code NOT_FOUND} when the thing does not exist
   */
  PointMark add(PointMark mark);

  /**
   * Takes a mark back; doing it twice changes nothing.
   *
   * @throws RegistryException {@code NOT_FOUND}
   */
  PointMark withdraw(long id);
}
