// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage;

import java.util.Arrays;
import java.util.HexFormat;

/** Bytes as a value: equal when their content is equal. Whoever makes one gives its array up. */
public final class Bytes {
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] content;

  private Bytes(byte[] content) {
    this.content = content;
  }

  /** Wraps the array without a copy: the caller must not change it again. */
  public static Bytes of(byte[] content) {
    return content.length == 0 ? EMPTY : new Bytes(content);
  }

  /** The array itself, not a copy: read only. */
  public byte[] array() {
    return content;
  }

  public int size() {
    return content.length;
  }

  public boolean isEmpty() {
    return content.length == 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(content);
  }
}
