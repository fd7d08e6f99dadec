// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.evidence;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import org.greenheart.server.api.ApiException;

/**
 * Writes a pack to a file, one entry after the other, each as a stream: what is in memory does not
 * grow with it. Not thread-safe.
 */
final class PackWriter implements AutoCloseable {
  private static final int BUFFER = 64 << 10;

  private final FileChannel channel;
  private final long most;
  private final List<PackForm.Entry> entries = new ArrayList<>();
  private final List<PackManifest.File> files = new ArrayList<>();
  private long written;

  /**
   * @param most bytes of the whole
   */
  PackWriter(Path file, long most) throws IOException {
    this.channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    this.most = most;
  }

  /** What goes into an entry. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * @throws ApiException 422 {@code pack-too-large}
   */
  void entry(String name, Content content) throws IOException {
    long at = written;
    put(PackForm.localHeader(new PackForm.Entry(name, 0, 0, at)));
    Counting counting = new Counting();
    OutputStream buffered = new BufferedOutputStream(counting, BUFFER);
    content.writeTo(buffered);
    buffered.flush();
    PackForm.Entry entry =
        new PackForm.Entry(name, (int) counting.crc.getValue(), counting.bytes, at);
    entries.add(entry);
    files.add(
        new PackManifest.File(
            name, counting.bytes, HexFormat.of().formatHex(counting.digest.digest())));
    // Now that they are known, CRC and length go where their places were left.
    write(channel.position(at), PackForm.localHeader(entry));
    channel.position(written);
  }

  void entry(String name, byte[] content) throws IOException {
    entry(name, out -> out.write(content));
  }

  /** All entries so far. */
  List<PackManifest.File> files() {
    return List.copyOf(files);
  }

  /** Writes the end: nothing can follow. */
  void finish() throws IOException {
    put(PackForm.directory(entries));
  }

  private void put(byte[] bytes) throws IOException {
    count(bytes.length);
    write(channel, bytes);
  }

  private static void write(FileChannel to, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      var _ = to.write(buffer);
    }
  }

  private void count(int bytes) {
    written += bytes;
    if (written > most) {
      throw new ApiException(
          422,
          "pack-too-large",
          "the pack must have at most %s bytes (evidence.pack-size)".formatted(most));
    }
  }

  /** Counts, checks and hashes what passes. */
  private final class Counting extends FilterOutputStream {
    private final CRC32 crc = new CRC32();
    private final MessageDigest digest = Digests.sha256();
    private long bytes;

    Counting() {
      super(Channels.newOutputStream(channel));
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] content, int from, int length) throws IOException {
      count(length);
      out.write(content, from, length);
      crc.update(content, from, length);
      digest.update(content, from, length);
      bytes += length;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
