// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.

/** The calculator of the law over HTTP: what the module of the regulation computes, as JSON. */
@NullMarked
package org.greenheart.server.law;

import org.jspecify.annotations.NullMarked;
