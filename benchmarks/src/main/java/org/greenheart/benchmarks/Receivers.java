// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The receivers that benchmarks compare. */
final class Receivers {
  static final Rounds.Named FLOOR =
      new Rounds.Named(
          "floor",
          (folder, port) ->
              ChildServer.start(
                  Floor.class.getName(),
                  folder.resolve("log"),
                  Integer.toString(port),
                  folder.resolve("frames").toString()));

  static final Rounds.Named GREENHEART =
      new Rounds.Named(
          "greenheart", (folder, port) -> greenheart(folder, port, "--http-port", "0"));

  private Receivers() {}

  /** The real server, as {@code serve} starts it. */
  static ChildServer greenheart(Path folder, int port, String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "serve",
                "--data",
                folder.resolve("data").toString(),
                "--hj212-port",
                Integer.toString(port),
                "--accept-unknown",
                "--open"));
    arguments.addAll(List.of(more));
    return ChildServer.start(
        "org.greenheart.launcher.Greenheart",
        folder.resolve("log"),
        arguments.toArray(String[]::new));
  }
}
