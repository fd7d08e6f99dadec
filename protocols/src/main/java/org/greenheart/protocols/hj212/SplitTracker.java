// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

import static java.util.Objects.requireNonNull;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tells when the packets of a split message are complete. Each packet is a message of its own and
 * can be stored at once; only completeness is tracked. Packets belong together by MN, ST, CN, PNUM
 * and DataTime: their QNs differ by the standard, and are equal in some devices.
 *
 * <p>Holds at most {@code capacity} unfinished messages and forgets the one untouched for longest.
 * Not thread-safe.
 */
public final class SplitTracker {
  /**
   * How far a split message has come.
   *
   * @param received how many different packets are there
   * @param expected how many there must be
   */
  public record Progress(int received, int expected) {
    public boolean complete() {
      return received == expected;
    }
  }

  private record Key(String mn, String st, String cn, int pnum, String dataTime) {}

  private final int capacity;
  private final Map<Key, BitSet> open = new LinkedHashMap<>(16, 0.75f, true);

  public SplitTracker(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity (%s) must be positive".formatted(capacity));
    }
    this.capacity = capacity;
  }

  /**
   * Notes a packet. Empty for a message that is not split, or whose numbers are no packet and
   * count. A packet that comes twice counts once; a complete message is forgotten.
   */
  public Optional<Progress> note(Hj212Message message) {
    requireNonNull(message, "message is null");
    int pnum = message.pnum();
    int pno = message.pno();
    if (pnum < 1 || pno < 1 || pno > pnum) {
      return Optional.empty();
    }
    Key key =
        new Key(
            message.mn(),
            message.st(),
            message.cn(),
            pnum,
            message.dataTimeText().map(String::strip).orElse(""));
    BitSet packets = open.computeIfAbsent(key, _ -> new BitSet(pnum));
    packets.set(pno - 1);
    Progress progress = new Progress(packets.cardinality(), pnum);
    if (progress.complete()) {
      open.remove(key);
    } else if (open.size() > capacity) {
      open.remove(open.keySet().iterator().next());
    }
    return Optional.of(progress);
  }

  /** How many messages are unfinished. */
  public int unfinished() {
    return open.size();
  }
}
