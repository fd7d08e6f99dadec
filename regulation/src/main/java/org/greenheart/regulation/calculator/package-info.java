// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.

/**
 * The law's functions under their fixed names, with named inputs and outputs, for the command line,
 * the HTTP interface and the console. Each set of functions only translates: what is computed
 * stands in the packages below.
 */
@NullMarked
package org.greenheart.regulation.calculator;

import org.jspecify.annotations.NullMarked;
