// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
/** Texts that lie sealed on disk. */
@NullMarked
package org.greenheart.server.vault;

import org.jspecify.annotations.NullMarked;
