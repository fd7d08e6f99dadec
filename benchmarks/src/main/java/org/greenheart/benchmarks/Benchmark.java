// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.benchmarks;

/** One row of the table in BENCHMARKS.md. */
interface Benchmark {
  /** As it is called on the command line. */
  String name();

  /** What it measures, in one line. */
  String about();

  /** Measures and prints. */
  void run() throws Exception;
}
