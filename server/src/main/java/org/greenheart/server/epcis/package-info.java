// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
/** GS1 EPCIS 2.0: events captured as JSON-LD, all of a document or none, and queried. */
@NullMarked
package org.greenheart.server.epcis;

import org.jspecify.annotations.NullMarked;
