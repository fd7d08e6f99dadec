// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

/** The body of every refused or failed request. */
public record ApiError(String code, String message) {}
