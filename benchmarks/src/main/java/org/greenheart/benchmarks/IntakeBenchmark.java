// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.benchmarks;

/** Durable intake beside the floor. */
record IntakeBenchmark(String name, int connections, int inFlight) implements Benchmark {
  @Override
  public String about() {
    return "durable intake, %s connections x %s unanswered, beside the floor"
        .formatted(connections, inFlight);
  }

  @Override
  public void run() throws Exception {
    new Rounds(connections, inFlight).compare(Receivers.FLOOR, Receivers.GREENHEART);
  }
}
