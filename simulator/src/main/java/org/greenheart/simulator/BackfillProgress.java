// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

/** Hears how far a prehistory has come. Called by many threads, often: return quickly. */
@FunctionalInterface
public interface BackfillProgress {
  /**
   * @param answered uploads that the server has answered so far
   * @param total uploads that there are
   */
  void report(long answered, long total);
}
