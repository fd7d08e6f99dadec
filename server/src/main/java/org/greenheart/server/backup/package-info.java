// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.

/** One combined copy of everything that is kept, of one instant. */
@NullMarked
package org.greenheart.server.backup;

import org.jspecify.annotations.NullMarked;
