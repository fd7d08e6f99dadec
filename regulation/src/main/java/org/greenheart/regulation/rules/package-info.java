// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.

/**
 * What every part of the law is made of: dated tables, legal bases, exact rounding, and results
 * that explain themselves.
 */
@NullMarked
package org.greenheart.regulation.rules;

import org.jspecify.annotations.NullMarked;
