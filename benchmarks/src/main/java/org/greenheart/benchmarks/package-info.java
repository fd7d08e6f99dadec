// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.

/** Benchmarks that anyone can run: see BENCHMARKS.md. */
@NullMarked
package org.greenheart.benchmarks;

import org.jspecify.annotations.NullMarked;
