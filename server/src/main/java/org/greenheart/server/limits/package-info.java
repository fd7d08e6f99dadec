// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.

/**
 * Which limit holds where: the permits, the standards that apply to an outlet, and what operators
 * add, correct and switch, in valid time and in recorded time. What has read the registry is kept
 * at hand until one of its tables changes, so that judging a value asks no database.
 */
@NullMarked
package org.greenheart.server.limits;

import org.jspecify.annotations.NullMarked;
