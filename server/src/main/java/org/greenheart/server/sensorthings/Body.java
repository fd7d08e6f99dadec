// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer: kept back while it is small, so that an error on the way can still become
 * an error answer and a short answer has a length; let through when it grows.
 */
final class Body extends OutputStream {
  private static final int KEPT_BACK = 1 << 16;

  /** Begins the answer and gives what to write to. */
  interface Opener {
    OutputStream open() throws IOException;
  }

  private final Opener opener;
  private byte[] kept = new byte[1 << 12];
  private int size;
  private @Nullable OutputStream out;

  Body(Opener opener) {
    this.opener = opener;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (out == null && size + length > KEPT_BACK) {
      out = opener.open();
      out.write(kept, 0, size);
      kept = new byte[0];
    }
    if (out != null) {
      out.write(bytes, offset, length);
      return;
    }
    if (size + length > kept.length) {
      kept = Arrays.copyOf(kept, Math.max(size + length, kept.length * 2));
    }
    System.arraycopy(bytes, offset, kept, size, length);
    size += length;
  }

  boolean isLetThrough() {
    return out != null;
  }

  /** All of it, when it was not let through. */
  byte[] kept() {
    return Arrays.copyOf(kept, size);
  }
}
