// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

/**
 * The body of a request that breaks a rule about a value, so that a form can show it at its field.
 *
 * @param field as the body of the request calls it
 * @param rule as the rest of a sentence about the value
 */
public record RuleError(String code, String message, String field, String rule, String value) {}
