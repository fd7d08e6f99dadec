// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage;

/**
 * The value of an observation or of one of its parameters: an exact number, a text, or any other
 * JSON. An absent value is {@code null}.
 */
public sealed interface Value permits Decimal, Text, Json {}
