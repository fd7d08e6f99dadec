// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
/** Calling systems of others: at addresses that people typed in, signed, and when it fails. */
@NullMarked
package org.greenheart.server.outside;

import org.jspecify.annotations.NullMarked;
