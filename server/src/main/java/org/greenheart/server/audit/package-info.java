// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.

/** Who did what: written by one seam, searched, exported, checked. */
@NullMarked
package org.greenheart.server.audit;

import org.jspecify.annotations.NullMarked;
