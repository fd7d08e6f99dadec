// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.Map;

/**
 * Devices of which frames were kept before anyone had accepted them. Their frames are in the
 * telemetry; this says for which devices they still have to be read into rows. An entry is made
 * before the first frame is kept and goes when all have been read, so a crash at any moment leaves
 * the work to be done again and never undone. Thread-safe.
 */
public interface KeptFrames {
  /**
   * Frames of the device are going to be kept. Changes nothing when that is known. A pending device
   * whose Thing was removed gets one, as at its first knock.
   *
   * @param after the newest arrival now: what is kept comes after it
   */
  void expect(long device, long after);

  /**
   * All devices with kept frames, by number: the arrival after which frames still count. Earlier
   * ones do not count: they are in rows, or were given up when the device was rejected.
   */
  Map<Long, Long> all();

  /** Frames up to this arrival count no more. Changes nothing for a device without kept frames. */
  void giveUp(long device, long upTo);

  /** All frames of the device have been read into rows. */
  void done(long device);
}
