// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
@NullMarked
package org.greenheart.server.production;

import org.jspecify.annotations.NullMarked;
