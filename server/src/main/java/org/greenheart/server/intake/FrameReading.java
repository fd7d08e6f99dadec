// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.greenheart.protocols.hj212.Hj212Frame;
import org.greenheart.protocols.hj212.Hj212Framer;
import org.greenheart.protocols.hj212.Hj212Message;
import org.greenheart.protocols.hj212.Hj212Reader;
import org.greenheart.storage.Bytes;

/** Reads frames, from the wire and from disk, with the same keys. Thread-safe. */
final class FrameReading {
  private final Hj212Reader reader;

  FrameReading(Hj212Reader reader) {
    this.reader = reader;
  }

  Hj212Message read(Hj212Frame frame) {
    return reader.read(frame);
  }

  /** Reads a frame again that was kept. */
  Optional<Hj212Message> read(Bytes raw) {
    List<Hj212Frame> frames = new ArrayList<>(1);
    Hj212Framer framer = new Hj212Framer();
    framer.feed(raw.array(), frames::add);
    framer.endOfStream(frames::add);
    return frames.isEmpty() ? Optional.empty() : Optional.of(read(frames.getFirst()));
  }
}
