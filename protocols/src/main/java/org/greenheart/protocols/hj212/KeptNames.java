// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The meanings of the field names last seen: devices send the same few hundred names again and
 * again. They are kept in a fixed number of places, in pairs; a pair keeps the last two names that
 * fell on it. Two threads may write it at once, which only costs a look-up. Thread-safe.
 *
 * <p>A name is known by its first and its last eight bytes. Of {@code w01018-Avg} they are two
 * loads from the frame, no loop, and with its length they are all of it: only names over sixteen
 * bytes are compared further.
 */
final class KeptNames {
  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;
  private static final int LONGEST = 32;
  private static final int PLACES_BITS = 12;

  private final @Nullable Kept[] places = new Kept[1 << PLACES_BITS];

  private record Kept(long head, long tail, FieldName name) {
    boolean isWrittenAt(byte[] bytes, int from, int to, long hereHead, long hereTail) {
      int length = to - from;
      return head == hereHead
          && tail == hereTail
          && name.name().length() == length
          && (length <= 16 || FieldText.isWrittenAt(name.name(), bytes, from, to));
    }
  }

  /** The meaning of the ASCII name {@code bytes[from, to)}. */
  FieldName of(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length > LONGEST) {
      return FieldName.of(FieldText.ascii(bytes, from, to));
    }
    long head = length < 8 ? few(bytes, from, to) : (long) EIGHT_BYTES.get(bytes, from);
    long tail = length < 8 ? 0 : (long) EIGHT_BYTES.get(bytes, to - 8);
    int place = place(head, tail);
    Kept first = places[place];
    if (first != null && first.isWrittenAt(bytes, from, to, head, tail)) {
      return first.name;
    }
    Kept second = places[place ^ 1];
    if (second != null && second.isWrittenAt(bytes, from, to, head, tail)) {
      return second.name;
    }
    FieldName made = FieldName.of(FieldText.ascii(bytes, from, to));
    places[place ^ 1] = first;
    places[place] = new Kept(head, tail, made);
    return made;
  }

  /** Names differ in few bytes anywhere, so high bits are brought down before the last step. */
  private static int place(long head, long tail) {
    long mixed = (head * MIX ^ tail) * MIX;
    return (int) (((mixed ^ mixed >>> 32) * MIX) >>> (64 - PLACES_BITS));
  }

  /** Up to seven bytes as a number. */
  private static long few(byte[] bytes, int from, int to) {
    long few = 0;
    for (int i = from; i < to; i++) {
      few = few << 8 | bytes[i];
    }
    return few;
  }
}
