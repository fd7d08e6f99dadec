// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.

/** What works make, by form, by spreadsheet and by REST: the denominator of every intensity. */
@NullMarked
package org.greenheart.server.production;

import org.jspecify.annotations.NullMarked;
