// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.benchmarks;

/** The same load into a plain PostgreSQL that holds the same frames and rows durably. */
final class PostgresBenchmark implements Benchmark {
  @Override
  public String name() {
    return "postgres";
  }

  @Override
  public String about() {
    return "the intake load into a plain PostgreSQL that holds the same frames and rows durably";
  }

  @Override
  public void run() throws Exception {
    try (PostgresCluster cluster = PostgresCluster.start()) {
      Rounds.Named postgres =
          new Rounds.Named(
              "postgres",
              (round, port) ->
                  ChildServer.start(
                      PostgresReceiver.class.getName(),
                      round.resolve("log"),
                      Integer.toString(port),
                      cluster.url()));
      new Rounds(200, 8).compare(postgres, Receivers.GREENHEART);
    }
  }
}
