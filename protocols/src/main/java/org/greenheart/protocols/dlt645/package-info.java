// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
/**
 * DL/T 645-2007, electricity meters: bytes to messages and back. The text of the standard was not
 * read; what stands here is of secondary sources and of frames that were verified.
 */
@NullMarked
package org.greenheart.protocols.dlt645;

import org.jspecify.annotations.NullMarked;
