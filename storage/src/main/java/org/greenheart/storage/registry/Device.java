// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A device that has spoken to us or is expected to.
 *
 * @param number the registry's own, never given twice
 * @param protocol {@code hj212} ...
 * @param deviceId the MN, later VIN or station address; one device for each protocol and deviceId
 * @param thing the point that it measures at; 0 = none
 * @param systemType ST of HJ 212
 * @param password learned at acceptance; null while not known
 * @param firstSeen when it knocked or was entered
 */
public record Device(
    long number,
    String protocol,
    String deviceId,
    DeviceStatus status,
    long thing,
    @Nullable String systemType,
    @Nullable String password,
    CrcPolicy crcPolicy,
    AnswerPolicy answerPolicy,
    PasswordPolicy passwordPolicy,
    Instant firstSeen) {
  public Device {
    requireNonNull(protocol, "protocol is null");
    requireNonNull(deviceId, "deviceId is null");
    requireNonNull(status, "status is null");
    requireNonNull(crcPolicy, "crcPolicy is null");
    requireNonNull(answerPolicy, "answerPolicy is null");
    requireNonNull(passwordPolicy, "passwordPolicy is null");
    requireNonNull(firstSeen, "firstSeen is null");
  }

  public boolean accepted() {
    return status == DeviceStatus.ACCEPTED;
  }

  /** Does not print the password. */
  @Override
  public String toString() {
    return "Device[%s %s:%s %s]".formatted(number, protocol, deviceId, status.text());
  }
}
