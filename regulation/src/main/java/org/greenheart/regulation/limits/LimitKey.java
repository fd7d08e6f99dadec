// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.limits;

/** Of all limits with the same key, one holds on a day. */
record LimitKey(
    LimitScope scope, String item, Averaging averaging, String quantity, String operator) {}
