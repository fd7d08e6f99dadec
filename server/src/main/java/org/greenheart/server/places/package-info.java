// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.

/** The place side's import from spreadsheets and its REST interface. */
@NullMarked
package org.greenheart.server.places;

import org.jspecify.annotations.NullMarked;
