// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.

/**
 * The supervision of the environmental tax: lists, rules, clues and their way; docs/ACCOUNTING.md.
 */
@NullMarked
package org.greenheart.server.supervision;

import org.jspecify.annotations.NullMarked;
