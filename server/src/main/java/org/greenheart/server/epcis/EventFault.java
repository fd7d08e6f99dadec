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
record EventFault(int event, String path, String rule, String value, String code) {
  /** One of a time. */
  static EventFault ofTime(int event, String path, String value) {
    return new EventFault(
        event,
        path,
        "must be a time with its zone such as 2026-01-31T08:00:00+08:00",
        value,
        "event-time");
  }
}
