// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

/** What is odd about a frame beyond its form: understood, counted, and the data counts. */
enum IntakeDeviation {
  /** The password is not the one learned at acceptance. */
  PASSWORD_CHANGED("password-changed"),
  /** DataTime lies more than ten minutes after the time of receipt. */
  CLOCK_AHEAD("clock-ahead"),
  /** A realtime reading is more than a day old although it is not marked as sent again. */
  CLOCK_BEHIND("clock-behind"),
  /** The command is not known as one that devices send. */
  COMMAND_UNKNOWN("command-unknown"),
  /** A code that cannot name a Datastream: blank, too long or with control characters. */
  CODE_UNUSABLE("code-unusable"),
  /** A new code of a device that has as many Datastreams as it may have. */
  DATASTREAMS_MANY("datastreams-many");

  private final String code;

  IntakeDeviation(String code) {
    this.code = code;
  }

  String code() {
    return code;
  }
}
