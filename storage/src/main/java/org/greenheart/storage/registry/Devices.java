// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The devices and what has been decided about them. Thread-safe. */
public interface Devices {
  Optional<Device> find(String protocol, String deviceId);

  Optional<Device> byNumber(long number);

  /**
   * All, in the order in which they were first seen. One whose Thing was removed is left out until
   * it sends again.
   */
  List<Device> list();

  /** Those of {@link #list()} that have a status. */
  List<Device> list(DeviceStatus status);

  /**
   * Rises whenever a device or what is decided about it may have changed: whoever keeps copies
   * compares it before using them. Costs no look into the database.
   */
  long version();

  /**
   * Writes down a device that nobody has entered: pending, with a Thing of the same status and its
   * FeatureOfInterest without geometry. Changes nothing when the device is known.
   *
   * @throws RuleException {@code device-id-blank} or {@code device-id-long} (over 128 characters)
   */
  Device knock(String protocol, String deviceId, Optional<String> systemType, Instant at);

  /**
   * Accepts a pending or rejected device, or states again how an accepted one is treated. In one
   * transaction with its Thing and FeatureOfInterest.
   *
   * @throws RegistryException {@code NOT_FOUND}
   */
  Device accept(long number, Acceptance acceptance);

  /** Enters a device in advance and accepts it: {@link #knock} and {@link #accept} in one. */
  Device register(String protocol, String deviceId, Acceptance acceptance, Instant at);

  /**
   * Rejects a device. The Thing of one that never had data goes; any other stays with its data.
   *
   * @throws RegistryException {@code NOT_FOUND}
   */
  Device reject(long number);

  /**
   * @throws RegistryException {@code NOT_FOUND}
   */
  Device setPolicies(long number, CrcPolicy crc, AnswerPolicy answer, PasswordPolicy password);

  /**
   * Keeps the password that an accepted device uses; the caller decides when a new one is believed.
   *
   * @throws RegistryException {@code NOT_FOUND}
   */
  Device learnPassword(long number, String password);

  /** Writes down contacts together; call it now and then, not for each frame. */
  void contacts(List<DeviceContact> contacts);

  List<DeviceContact> contacts();
}
