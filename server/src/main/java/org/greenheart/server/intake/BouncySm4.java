// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.params.KeyParameter;
import org.greenheart.protocols.hj212.Sm4;

/** SM4 of Bouncy Castle, handed to the codec of HJ 212-2025. Thread-safe. */
public final class BouncySm4 implements Sm4 {
  @Override
  public byte[] encryptBlocks(byte[] key, byte[] blocks) {
    return Engine.run(true, key, blocks);
  }

  @Override
  public byte[] decryptBlocks(byte[] key, byte[] blocks) {
    return Engine.run(false, key, blocks);
  }

  /**
   * The only one that knows the library, so that it is loaded with the first encrypted frame: its
   * jar is signed, and checking that takes a fifth of a second.
   */
  private static final class Engine {
    private Engine() {}

    static byte[] run(boolean encrypt, byte[] key, byte[] blocks) {
      if (blocks.length % BLOCK != 0) {
        throw new IllegalArgumentException(
            "blocks (%s bytes) must be a multiple of %s".formatted(blocks.length, BLOCK));
      }
      SM4Engine engine = new SM4Engine();
      engine.init(encrypt, new KeyParameter(key));
      byte[] result = new byte[blocks.length];
      for (int at = 0; at < blocks.length; at += BLOCK) {
        engine.processBlock(blocks, at, result, at);
      }
      return result;
    }
  }
}
