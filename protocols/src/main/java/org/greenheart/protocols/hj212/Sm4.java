// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

/**
 * The block cipher SM4 (GB/T 32907-2016) in ECB mode without padding, given from outside so that
 * this package stays free of third-party code. Implementations are thread-safe.
 */
public interface Sm4 {
  /** Bytes of a key and of a block. */
  int BLOCK = 16;

  /**
   * Encrypts whole blocks.
   *
   * @param key {@value #BLOCK} bytes
   * @param blocks a multiple of {@value #BLOCK} bytes
   * @return as many bytes as given
   */
  byte[] encryptBlocks(byte[] key, byte[] blocks);

  /** The inverse of {@link #encryptBlocks}, with the same rules. */
  byte[] decryptBlocks(byte[] key, byte[] blocks);
}
