// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.

/** The environmental tax of a month from what was monitored; docs/ACCOUNTING.md. */
@NullMarked
package org.greenheart.server.tax;

import org.jspecify.annotations.NullMarked;
