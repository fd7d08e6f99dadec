// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.greenheart.protocols.hj212.Hj212Version;

/**
 * A data logger (数采仪) as a row of loggers.csv describes it.
 *
 * @param deviceId MN
 * @param systemType ST of its data
 * @param version edition that it speaks
 * @param password PW
 * @param profile the kind of point behind it, a name in profiles.csv
 * @param loadOf the MN whose ups and downs it shares (the two ends of a treatment facility);
 *     usually its own
 * @param size how much larger than the profile's its flows, power and ware are
 * @param level how much higher than the profile's its concentrations are
 * @param realtime interval of its realtime data
 * @param minute period of its minute data
 * @param crc how it computes its CRC
 * @param key SM4 key of 16 characters; empty for plain text
 * @param fault what is wrong with its line
 */
record LoggerPlan(
    String deviceId,
    String systemType,
    Hj212Version version,
    String password,
    String profile,
    String loadOf,
    double size,
    double level,
    Duration realtime,
    Duration minute,
    CrcStyle crc,
    String key,
    Fault fault) {

  LoggerPlan {
    requireNonNull(deviceId, "deviceId is null");
    requireNonNull(systemType, "systemType is null");
    requireNonNull(version, "version is null");
    requireNonNull(password, "password is null");
    requireNonNull(profile, "profile is null");
    requireNonNull(loadOf, "loadOf is null");
    requireNonNull(crc, "crc is null");
    requireNonNull(fault, "fault is null");
    if (realtime.toSeconds() < 1 || realtime.toSeconds() > 3_600) {
      throw new IllegalArgumentException(
          "realtime interval (%s) of %s must be from 1 s to 1 h".formatted(realtime, deviceId));
    }
    if (minute.toMinutes() < 1 || 60 % minute.toMinutes() != 0) {
      throw new IllegalArgumentException(
          "minute period (%s) of %s must divide the hour".formatted(minute, deviceId));
    }
    if (!key.isEmpty() && key.length() != 16) {
      throw new IllegalArgumentException(
          "SM4 key of %s must have 16 characters, not %d".formatted(deviceId, key.length()));
    }
  }

  /** When it sends: the loggers of a city do not all leave at the full minute. */
  Schedule schedule() {
    long seed = Noise.seed(7, deviceId);
    return new Schedule(
        realtime,
        minute,
        Duration.ofSeconds((long) (Noise.uniform(seed, 0) * realtime.toSeconds())),
        Duration.ofSeconds(1 + (long) (Noise.uniform(seed, 1) * 8)));
  }
}
