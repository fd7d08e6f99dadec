// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.evidence;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The form of a sealed pack: a ZIP of which every byte is determined by the names and contents of
 * its files. Nothing is compressed, no time, no comment, no extra field: so a byte that was changed
 * anywhere, also outside of the files, is one that should be another, and every program that reads
 * ZIP reads it.
 *
 * <p>APPNOTE.TXT of PKWARE, 4.3.7, 4.3.12 and 4.3.16.
 */
final class PackForm {
  static final String MANIFEST = "manifest.json";
  static final String SIGNATURE = "signature.json";
  static final String PUBLIC_KEY = "public-key.pem";
  static final String FORMAT = "greenheart-evidence-1";

  /** What is not a file of the manifest: the manifest itself, and what signs it. */
  static final List<String> UNLISTED = List.of(MANIFEST, SIGNATURE);

  static final int END_BYTES = 22;
  private static final int LOCAL_BYTES = 30;
  private static final int CENTRAL_BYTES = 46;
  private static final short VERSION = 20;
  private static final short UTF8 = 0x0800;

  /** The first day that the form can write: 1980-01-01. */
  private static final short DAY = 0x0021;

  private static final int MOST_ENTRIES = 0xFFFF;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._/-]{0,199}");

  private PackForm() {}

  /**
   * A file in the archive.
   *
   * @param crc CRC-32 as the form wants it
   * @param at where its header begins
   */
  record Entry(String name, int crc, long bytes, long at) {
    Entry {
      if (!NAME.matcher(name).matches() || name.contains("..") || name.contains("//")) {
        throw new IllegalArgumentException("name (%s) must be a plain path".formatted(name));
      }
    }

    /** Where its content begins. */
    long content() {
      return at + LOCAL_BYTES + name.length();
    }

    /** Where it ends. */
    long end() {
      return content() + bytes;
    }
  }

  private static ByteBuffer buffer(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  static byte[] localHeader(Entry entry) {
    byte[] header = new byte[LOCAL_BYTES + entry.name().length()];
    ByteBuffer out = buffer(header);
    out.putInt(0x04034b50).putShort(VERSION);
    facts(out, entry);
    out.put(entry.name().getBytes(US_ASCII));
    return header;
  }

  /** What both headers say alike. */
  private static void facts(ByteBuffer out, Entry entry) {
    out.putShort(UTF8).putShort((short) 0).putShort((short) 0).putShort(DAY);
    out.putInt(entry.crc()).putInt((int) entry.bytes()).putInt((int) entry.bytes());
    out.putShort((short) entry.name().length()).putShort((short) 0);
  }

  /** The directory at the end. */
  static byte[] directory(List<Entry> entries) {
    if (entries.size() > MOST_ENTRIES) {
      throw new IllegalArgumentException("entries (%s) are too many".formatted(entries.size()));
    }
    int bytes = entries.stream().mapToInt(entry -> CENTRAL_BYTES + entry.name().length()).sum();
    byte[] directory = new byte[bytes + END_BYTES];
    ByteBuffer out = buffer(directory);
    for (Entry entry : entries) {
      out.putInt(0x02014b50).putShort(VERSION).putShort(VERSION);
      facts(out, entry);
      out.putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0);
      out.putInt((int) entry.at());
      out.put(entry.name().getBytes(US_ASCII));
    }
    long start = entries.isEmpty() ? 0 : entries.getLast().end();
    out.putInt(0x06054b50).putShort((short) 0).putShort((short) 0);
    out.putShort((short) entries.size()).putShort((short) entries.size());
    out.putInt(bytes).putInt((int) start).putShort((short) 0);
    return directory;
  }

  /** Where the directory begins, as its end says. */
  static long directoryStart(byte[] end) {
    return ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN).getInt(16) & 0xFFFF_FFFFL;
  }

  /** Reads the next entry of a directory; throws for what is none. */
  static Entry next(ByteBuffer directory) {
    ByteBuffer in = directory.order(ByteOrder.LITTLE_ENDIAN);
    int start = in.position();
    if (in.remaining() < CENTRAL_BYTES) {
      throw new IllegalArgumentException("the directory is cut short");
    }
    int length = in.getShort(start + 28) & 0xFFFF;
    if (in.remaining() < CENTRAL_BYTES + length) {
      throw new IllegalArgumentException("the directory is cut short");
    }
    byte[] name = new byte[length];
    in.get(start + CENTRAL_BYTES, name);
    Entry entry =
        new Entry(
            new String(name, US_ASCII),
            in.getInt(start + 16),
            in.getInt(start + 24) & 0xFFFF_FFFFL,
            in.getInt(start + 42) & 0xFFFF_FFFFL);
    in.position(start + CENTRAL_BYTES + length);
    return entry;
  }
}
