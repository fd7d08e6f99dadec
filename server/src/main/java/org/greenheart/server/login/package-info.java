// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.

/**
 * Coming in: the first visit, logins, sessions, tokens, second factors, and the gate that asks for
 * them.
 */
@NullMarked
package org.greenheart.server.login;

import org.jspecify.annotations.NullMarked;
