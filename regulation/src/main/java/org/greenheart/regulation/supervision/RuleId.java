// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.supervision;

/** The rules of the supervision; what each says stands in {@code rules.tsv}. */
public enum RuleId {
  R1,
  R2,
  R3,
  R4,
  R5,
  R6,
  R7,
  R8,
  R9,
  R10,
  R11,
  R12,
  R13,
  R14,
  R15;

  /** Whether a tolerance means something to it; one is not to be set where it does not. */
  public boolean tolerant() {
    return switch (this) {
      case R3, R9, R11, R14 -> true;
      case R1, R2, R4, R5, R6, R7, R8, R10, R12, R13, R15 -> false;
    };
  }
}
