// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens an encrypted data area with the keys of its device. */
final class Sm4Opener {
  static final Sm4Opener WITHOUT_KEYS = new Sm4Opener(null, mn -> List.of());

  /**
   * @param form how the cipher was written
   * @param content the plain text
   * @param crc what the check of the plain text shows
   * @param deviations what is to be noted
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Opened(
      Sm4Content.Form form, byte[] content, CrcVerdict crc, List<DeviationCode> deviations) {}

  private final @Nullable Sm4 sm4;
  private final Sm4Keys keys;

  Sm4Opener(@Nullable Sm4 sm4, Sm4Keys keys) {
    this.sm4 = sm4;
    this.keys = keys;
  }

  boolean hasKey(String mn) {
    return sm4 != null && !usable(mn).isEmpty();
  }

  /** The plain text of {@code [from, to)} of the frame, or null when no key fits. */
  @Nullable Opened open(Hj212Frame frame, String mn, int from, int to) {
    if (sm4 == null) {
      return null;
    }
    List<byte[]> candidates = usable(mn);
    Opened readable = null;
    for (Sm4Content.Cipher cipher : Sm4Content.ciphers(frame.bytes(), from, to)) {
      for (int i = 0; i < candidates.size(); i++) {
        byte[] plain = Sm4Content.decrypt(sm4, candidates.get(i), cipher.bytes());
        if (!Sm4Content.looksPlain(plain, 0, plain.length)) {
          continue;
        }
        CrcVerdict crc = judge(frame, from, to, plain);
        Opened opened = new Opened(cipher.form(), plain, crc, notes(cipher.form(), i));
        if (crc.provesContent()) {
          return opened;
        }
        readable = readable == null ? opened : readable;
      }
    }
    return readable;
  }

  /** The keys without those that no cipher would take: reading never fails. */
  private List<byte[]> usable(String mn) {
    return keys.of(mn).stream().filter(key -> key.length == Sm4.BLOCK).toList();
  }

  private static CrcVerdict judge(Hj212Frame frame, int from, int to, byte[] plain) {
    byte[] bytes = frame.bytes();
    ByteArrayOutputStream segment = new ByteArrayOutputStream(frame.size());
    segment.write(bytes, frame.segmentStart(), from - frame.segmentStart());
    segment.write(plain, 0, plain.length);
    segment.write(bytes, to, frame.segmentEnd() - to);
    return Crc.judge(frame.crcText(), segment.toByteArray(), 0, segment.size());
  }

  private static List<DeviationCode> notes(Sm4Content.Form form, int key) {
    List<DeviationCode> notes = new ArrayList<>(2);
    switch (form) {
      case RAW -> {
        // As the standard wants it.
      }
      case PRINTED -> notes.add(DeviationCode.SM4_PRINTED);
      case HEX -> notes.add(DeviationCode.SM4_HEX);
    }
    if (key > 0) {
      notes.add(DeviationCode.SM4_OLD_KEY);
    }
    return notes;
  }
}
