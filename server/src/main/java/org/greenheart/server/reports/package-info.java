// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.

/** Reports on screen, as workbook and as CSV, and on a schedule; docs/REPORTS.md. */
@NullMarked
package org.greenheart.server.reports;

import org.jspecify.annotations.NullMarked;
