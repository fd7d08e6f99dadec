// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.places;

/**
 * What is wrong with a cell, a row or the heads.
 *
 * @param row as the spreadsheet counts them, from 1
 * @param column its head as written; empty when the row as a whole is wrong
 * @param rule that is broken, as the rest of a sentence about the value
 * @param code of the rule, for counting
 */
public record ImportError(int row, String column, String rule, String value, String code) {}
