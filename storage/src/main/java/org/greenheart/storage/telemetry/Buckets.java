// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.math.BigDecimal;
import org.greenheart.storage.Decimal;
import org.jspecify.annotations.Nullable;

/** Adds numbers up, in the order of their rows. Stateless. */
final class Buckets {
  private Buckets() {}

  /** The bucket with one more number; of numbers that are equal the older one stays min or max. */
  static Bucket plus(@Nullable Bucket bucket, long startMicros, Decimal number) {
    BigDecimal exact = number.toBigDecimal();
    return plus(bucket, new Bucket(startMicros, 1, number, number, exact));
  }

  /** The bucket with another one that lies after it. */
  static Bucket plus(@Nullable Bucket bucket, Bucket later) {
    return bucket == null
        ? later
        : new Bucket(
            bucket.startMicros(),
            bucket.count() + later.count(),
            later.min().compareTo(bucket.min()) < 0 ? later.min() : bucket.min(),
            later.max().compareTo(bucket.max()) > 0 ? later.max() : bucket.max(),
            bucket.sum().add(later.sum()));
  }
}
