// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.

/**
 * What people measure: laboratories' reports and values read by hand, beside the automatic data and
 * never among them.
 */
@NullMarked
package org.greenheart.server.manual;

import org.jspecify.annotations.NullMarked;
