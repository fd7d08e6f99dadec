// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
/**
 * Trade between buyers and suppliers: catalogue, requests, orders, deliveries with lots, receipts,
 * stock, forecast; and the way of lots. Each enterprise sees its own partners alone.
 */
@NullMarked
package org.greenheart.server.supply;

import org.jspecify.annotations.NullMarked;
