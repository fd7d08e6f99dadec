// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server;

/**
 * Whether the server runs for a city or shows one.
 *
 * @param demo whether its data comes from simulated devices
 * @param speed how many times as fast as real time its clock goes; 1 but in a demo
 */
public record Occasion(boolean demo, int speed) {
  /** Real use. */
  public static final Occasion REAL = new Occasion(false, 1);

  public static Occasion demo(int speed) {
    return new Occasion(true, speed);
  }
}
