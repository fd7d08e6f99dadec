// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.

/** Who calls, and what they may do: the one place that decides it. */
@NullMarked
package org.greenheart.server.accounts;

import org.jspecify.annotations.NullMarked;
