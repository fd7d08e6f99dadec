// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.

/**
 * Evidence: files added to cases, sealed packs that prove themselves, the printed case file, and
 * what of a case the public reads.
 */
@NullMarked
package org.greenheart.server.evidence;

import org.jspecify.annotations.NullMarked;
