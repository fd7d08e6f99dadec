// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

import java.util.List;

/** The keys of the devices, which the server gives out and changes (6.4.3 of HJ 212-2025). */
@FunctionalInterface
public interface Sm4Keys {
  /**
   * The keys that a message of this device may be encrypted with, the current one first: an old key
   * stays good for late re-sends.
   *
   * @param mn the device number of the header
   * @return keys of {@value Sm4#BLOCK} bytes each; empty when there is none
   */
  List<byte[]> of(String mn);
}
