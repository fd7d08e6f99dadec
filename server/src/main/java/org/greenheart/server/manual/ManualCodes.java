// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.manual;

/** Codes of what is measured beside a concentration (HJ 212-2017 appendix B). */
final class ManualCodes {
  /** Oxygen of flue gas, %. */
  static final String OXYGEN = "a19001";

  static final String GAS_FLOW = "a00000";
  static final String WATER_FLOW = "w00000";

  private ManualCodes() {}
}
