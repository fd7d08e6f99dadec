// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.

/** Tells people what happened: by mail, webhook and the console's bell; docs/NOTICES.md. */
@NullMarked
package org.greenheart.server.notices;

import org.jspecify.annotations.NullMarked;
