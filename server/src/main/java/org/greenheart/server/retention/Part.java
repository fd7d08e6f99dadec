// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.retention;

import java.util.Locale;
import org.greenheart.storage.registry.DiskSample;

/**
 * What takes room on the disk, by how long it is kept. The store counts the bytes of all rows
 * together: each kind's are told by its part of the rows.
 */
enum Part {
  FRAMES {
    @Override
    double bytes(DiskSample sample) {
      return sample.frames();
    }
  },
  REALTIME {
    @Override
    double bytes(DiskSample sample) {
      return rows(sample, sample.realtimeRows());
    }
  },
  MINUTE {
    @Override
    double bytes(DiskSample sample) {
      return rows(sample, sample.minuteRows());
    }
  },
  /** Rows of hours and days. */
  LASTING {
    @Override
    double bytes(DiskSample sample) {
      return rows(sample, sample.lastingRows());
    }
  },
  /** The log of the store, the registry, maps. */
  OTHER {
    @Override
    double bytes(DiskSample sample) {
      double rows = REALTIME.bytes(sample) + MINUTE.bytes(sample) + LASTING.bytes(sample);
      return sample.used() - sample.frames() - rows;
    }
  };

  abstract double bytes(DiskSample sample);

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static double rows(DiskSample sample, long rows) {
    long all = sample.realtimeRows() + sample.minuteRows() + sample.lastingRows();
    return all == 0 ? 0 : (double) sample.observations() * rows / all;
  }
}
