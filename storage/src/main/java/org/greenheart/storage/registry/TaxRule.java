// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.greenheart.storage.Decimal;

/**
 * The settings of a rule of the tax supervision, or a dry run of such.
 *
 * @param id 0 while not kept yet
 * @param rule {@code R3}
 * @param version from 1
 * @param tolerance a share
 * @param leastYuan smaller differences are left alone
 * @param trial a dry run: it changes nothing
 */
public record TaxRule(
    long id,
    String rule,
    int version,
    Decimal tolerance,
    Decimal leastYuan,
    boolean enabled,
    boolean trial,
    String author,
    Instant recorded) {
  public TaxRule {
    requireNonNull(rule, "rule is null");
    requireNonNull(tolerance, "tolerance is null");
    requireNonNull(leastYuan, "leastYuan is null");
    requireNonNull(author, "author is null");
    requireNonNull(recorded, "recorded is null");
  }
}
