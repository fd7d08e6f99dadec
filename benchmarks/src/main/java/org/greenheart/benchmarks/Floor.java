// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The floor: appends raw frames to one file and calls fdatasync once for a group. {@code main PORT
 * FILE}.
 */
public final class Floor {
  private Floor() {}

  public static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(arguments[0]);
    FileChannel file =
        FileChannel.open(
            Path.of(arguments[1]), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    new GroupedServer(
            frames -> {
              int size = frames.stream().mapToInt(frame -> frame.length).sum();
              ByteBuffer group = ByteBuffer.allocate(size);
              frames.forEach(group::put);
              group.flip();
              while (group.hasRemaining()) {
                file.write(group);
              }
              file.force(false);
            })
        .serve(port);
  }
}
