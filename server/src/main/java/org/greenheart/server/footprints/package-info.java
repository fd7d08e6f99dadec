// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
/**
 * Product carbon footprints of lots and products: declared, taken from the meters, or summed from
 * inputs; exchanged as the PACT Technical Specification 3.0 has it.
 */
@NullMarked
package org.greenheart.server.footprints;

import org.jspecify.annotations.NullMarked;
