// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.epcis;

/**
 * What is wrong with a document.
 *
 * @param event which of its events, counted from 0; -1 for the document itself
 * @param path of the field as a JSON pointer
 * @param rule that is broken, as the rest of a sentence about the value
 * @param code of the rule, for counting
 */
record EventFault(int event, String path, String rule, String value, String code) {}
