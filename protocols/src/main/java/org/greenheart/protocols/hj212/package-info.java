// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.

/** HJ/T 212-2005, HJ 212-2017 and HJ 212-2025: bytes to messages and back. */
@NullMarked
package org.greenheart.protocols.hj212;

import org.jspecify.annotations.NullMarked;
