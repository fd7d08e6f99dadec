// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import org.greenheart.protocols.hj212.Hj212Version;
import org.jspecify.annotations.Nullable;

/**
 * What a CN means when a device sends it (the commands of HJ/T 212-2005, HJ 212-2017 and HJ
 * 212-2025, and the login extension in wide use).
 *
 * @param series which Datastreams its readings go to; null for what is no reading
 */
record Command(Kind kind, @Nullable Series series) {
  enum Kind {
    /** Values of quantities: rows. */
    READINGS,
    /** Something that happened to the device: an entry in its book of events. */
    EVENT,
    /** Told by the device and answered with 9013. */
    NOTICE,
    /** The login extension 9021, answered with 9022. */
    LOGIN,
    /** The device answers a question after its parameters. */
    PARAMETER,
    /** The device answers a command: 9011, 9012, 9013, 9014. Never answered itself. */
    ANSWER,
    /** Not known as something that devices send. */
    UNKNOWN
  }

  private static final Command REALTIME = new Command(Kind.READINGS, Series.REALTIME);
  private static final Command MINUTE = new Command(Kind.READINGS, Series.MINUTE);
  private static final Command FIVE_MINUTES = new Command(Kind.READINGS, Series.FIVE_MINUTES);
  private static final Command HOUR = new Command(Kind.READINGS, Series.HOUR);
  private static final Command DAY = new Command(Kind.READINGS, Series.DAY);
  private static final Command EVENT = new Command(Kind.EVENT, null);
  private static final Command NOTICE = new Command(Kind.NOTICE, null);
  private static final Command LOGIN = new Command(Kind.LOGIN, null);
  private static final Command PARAMETER = new Command(Kind.PARAMETER, null);
  private static final Command ANSWER = new Command(Kind.ANSWER, null);
  private static final Command UNKNOWN = new Command(Kind.UNKNOWN, null);

  static Command of(String cn, Hj212Version version) {
    return switch (cn) {
      case "2011", "2013", "2021", "2052", "2062" -> REALTIME;
      case "2051" -> MINUTE;
      case "2111" -> FIVE_MINUTES;
      case "2061" -> HOUR;
      case "2031", "2041" -> DAY;
      case "2071", "2081", "3015", "3019", "3020" -> EVENT;
      case "2072" -> NOTICE;
      case "1013", "9015" -> NOTICE;
      // In 2005 these two numbers are commands of the server.
      case "1001", "1014" -> version == Hj212Version.V2025 ? NOTICE : UNKNOWN;
      case "9021" -> LOGIN;
      case "1011", "1021", "1031", "1041", "1061", "1063", "3017", "3018" -> PARAMETER;
      case "9011", "9012", "9013", "9014" -> ANSWER;
      default -> UNKNOWN;
    };
  }

  /** Whether the device's book of events gets an entry. */
  static boolean isEvent(String cn) {
    return switch (cn) {
      case "2071", "2072", "2081", "3015", "3019", "3020" -> true;
      default -> false;
    };
  }
}
