// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.math.BigDecimal;

/**
 * One step of a lot's way: a lot that went into another.
 *
 * @param level 1 for what touches the lot asked for
 * @param input the lot that went in
 * @param lot the lot that was made of it
 * @param quantity of the input, in its unit
 */
public record LotStep(int level, long input, long lot, BigDecimal quantity) {}
