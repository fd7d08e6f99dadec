// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads the meaning of a frame, in any of the three editions, from the bytes of its data segment.
 * Never fails: what cannot be understood is a deviation of the message. Thread-safe when the given
 * {@link Sm4} and {@link Sm4Keys} are.
 *
 * <p>Content of 2025 may be encrypted. Its CRC is of the plain text, so it is decrypted first, with
 * one key after the other, and the key is believed whose plain text begins like fields and fits the
 * CRC; the CRC alone has too few values to tell.
 */
public final class Hj212Reader {
  private static final byte[] CP = "CP=&&".getBytes(StandardCharsets.US_ASCII);

  private final Sm4Opener opener;

  /** A reader without keys: encrypted content stays closed. */
  public Hj212Reader() {
    this.opener = Sm4Opener.WITHOUT_KEYS;
  }

  public Hj212Reader(Sm4 sm4, Sm4Keys keys) {
    this.opener =
        new Sm4Opener(requireNonNull(sm4, "sm4 is null"), requireNonNull(keys, "keys is null"));
  }

  /** What the frame says. */
  public Hj212Message read(Hj212Frame frame) {
    byte[] bytes = frame.bytes();
    int from = frame.segmentStart();
    int to = frame.segmentEnd();
    Deviations deviations = new Deviations(frame.deviations());
    HeaderReader header = new HeaderReader(bytes, deviations);
    int cp = find(bytes, from, to);
    int contentStart = Math.min(to, cp + CP.length);
    int contentEnd = contentStart;
    if (cp == to) {
      header.readBefore(from, to);
      deviations.add(DeviationCode.CP_MISSING, to);
    } else {
      if (cp > from && bytes[cp - 1] != ';') {
        deviations.add(DeviationCode.SEPARATOR_BEFORE_CP_MISSING, cp);
      }
      header.readBefore(from, cp);
      contentEnd = close(bytes, contentStart, to);
      if (contentEnd < 0) {
        deviations.add(DeviationCode.CP_NOT_CLOSED, to);
        contentEnd = to;
      } else {
        header.readBehind(contentEnd + 2, to);
      }
    }
    HeaderChecks headerChecks = new HeaderChecks(header, cp, cp == to, deviations);
    boolean closed =
        headerChecks.may2025() && Sm4Content.looksEncrypted(bytes, contentStart, contentEnd);
    Sm4Opener.Opened opened =
        closed ? opener.open(frame, header.value(HeaderField.MN), contentStart, contentEnd) : null;

    FieldChecks checks =
        new FieldChecks(header.value(HeaderField.ST), header.value(HeaderField.CN), deviations);
    List<Item> items = List.of();
    CrcVerdict crc;
    if (!closed) {
      crc = judge(frame);
      items = new ContentReader(bytes, 0, true, deviations, checks).read(contentStart, contentEnd);
    } else if (opened == null) {
      crc = frame.crcText().isEmpty() ? CrcVerdict.MISSING : CrcVerdict.ENCRYPTED;
      deviations.add(
          opener.hasKey(header.value(HeaderField.MN))
              ? DeviationCode.SM4_KEY_WRONG
              : DeviationCode.SM4_NO_KEY,
          contentStart);
    } else {
      crc = opened.crc();
      for (DeviationCode code : opened.deviations()) {
        deviations.add(code, contentStart);
      }
      boolean raw = opened.form() == Sm4Content.Form.RAW;
      items =
          new ContentReader(opened.content(), contentStart, raw, deviations, checks)
              .read(0, opened.content().length);
    }
    Hj212Version version = headerChecks.version(checks.sawModernCode());
    headerChecks.check(version);
    checks.checkDataTime(version, contentStart);
    noteCrc(crc, frame.crcStart(), deviations);
    return new Hj212Message(
        version,
        header.value(HeaderField.QN),
        header.value(HeaderField.ST),
        header.value(HeaderField.CN),
        header.value(HeaderField.PW),
        header.value(HeaderField.MN),
        headerChecks.flag(),
        headerChecks.pnum(),
        headerChecks.pno(),
        headerChecks.resent(),
        crc,
        closed,
        header.fields(),
        items,
        deviations.list());
  }

  /** Judges the CRC over the segment; semicolons around it may be meant in or out. */
  private static CrcVerdict judge(Hj212Frame frame) {
    String text = frame.crcText();
    if (frame.crcRight()) {
      return Crc.right(text);
    }
    byte[] bytes = frame.bytes();
    int start = frame.segmentStart();
    int end = frame.segmentEnd();
    CrcVerdict verdict = Crc.judge(text, bytes, start, end);
    if (verdict.provesContent() || verdict == CrcVerdict.MISSING) {
      return verdict;
    }
    int widestStart = start > 0 && bytes[start - 1] == ';' ? start - 1 : start;
    int tightestEnd = end > start && bytes[end - 1] == ';' ? end - 1 : end;
    for (int from = start; from >= widestStart; from--) {
      for (int to = frame.crcStart(); to >= tightestEnd; to--) {
        CrcVerdict other = Crc.judge(text, bytes, from, to);
        if (other.provesContent()) {
          return other;
        }
      }
    }
    return verdict;
  }

  private static void noteCrc(CrcVerdict crc, int offset, Deviations deviations) {
    switch (crc) {
      case RIGHT, ENCRYPTED -> {
        // Nothing to note: an encrypted content without a key has its own deviation.
      }
      case LOWER_CASE -> deviations.add(DeviationCode.CRC_LOWER_CASE, offset);
      case MODBUS -> deviations.add(DeviationCode.CRC_MODBUS, offset);
      case MODBUS_SWAPPED -> deviations.add(DeviationCode.CRC_MODBUS_SWAPPED, offset);
      case BYTE_SWAPPED -> deviations.add(DeviationCode.CRC_BYTE_SWAPPED, offset);
      case LOST_ZERO -> deviations.add(DeviationCode.CRC_LOST_ZERO, offset);
      case PLACEHOLDER -> deviations.add(DeviationCode.CRC_PLACEHOLDER, offset);
      case MISSING -> deviations.add(DeviationCode.CRC_MISSING, offset);
      case WRONG -> deviations.add(DeviationCode.CRC_WRONG, offset);
    }
  }

  /** Where the first {@code CP=&&} starts, in any case of its letters, or {@code to}. */
  private static int find(byte[] bytes, int from, int to) {
    for (int i = from; i + CP.length <= to; i++) {
      if (bytes[i + 2] == '='
          && bytes[i + 3] == '&'
          && bytes[i + 4] == '&'
          && (bytes[i] | 0x20) == 'c'
          && (bytes[i + 1] | 0x20) == 'p') {
        return i;
      }
    }
    return to;
  }

  /** Where the last {@code &&} starts, or -1. */
  private static int close(byte[] bytes, int from, int to) {
    for (int i = to - 2; i >= from; i--) {
      if (bytes[i] == '&' && bytes[i + 1] == '&') {
        return i;
      }
    }
    return -1;
  }
}
