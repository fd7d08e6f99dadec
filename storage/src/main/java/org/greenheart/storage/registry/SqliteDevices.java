// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.greenheart.storage.Micros;
import org.jdbi.v3.core.Handle;

final class SqliteDevices implements Devices {
  private static final int LONGEST_ID = 128;
  private static final String SELECT = "SELECT * FROM device ";

  /** Its Thing was removed and it has not been heard since. */
  private static final String GONE = "(status = 'pending' AND thing IS NULL) ";

  private final Access access;
  private final AtomicLong version;

  SqliteDevices(Access access, AtomicLong version) {
    this.access = access;
    this.version = version;
  }

  @Override
  public Optional<Device> find(String protocol, String deviceId) {
    return access.read(handle -> find(handle, protocol, deviceId));
  }

  private static Optional<Device> find(Handle handle, String protocol, String deviceId) {
    return handle
        .createQuery(SELECT + "WHERE protocol = :protocol AND device_id = :deviceId")
        .bind("protocol", protocol)
        .bind("deviceId", deviceId)
        .map((row, context) -> device(row))
        .findOne();
  }

  @Override
  public Optional<Device> byNumber(long number) {
    return access.read(handle -> byNumber(handle, number));
  }

  static Optional<Device> byNumber(Handle handle, long number) {
    return handle
        .createQuery(SELECT + "WHERE number = :number")
        .bind("number", number)
        .map((row, context) -> device(row))
        .findOne();
  }

  private static Device existing(Handle handle, long number) {
    return byNumber(handle, number).orElseThrow(() -> RegistryException.notFound("device", number));
  }

  @Override
  public List<Device> list() {
    return access.read(
        handle ->
            handle
                .createQuery(SELECT + "WHERE NOT " + GONE + "ORDER BY number")
                .map((row, context) -> device(row))
                .list());
  }

  @Override
  public List<Device> list(DeviceStatus status) {
    return access.read(
        handle ->
            handle
                .createQuery(SELECT + "WHERE status = :status AND NOT " + GONE + "ORDER BY number")
                .bind("status", status.text())
                .map((row, context) -> device(row))
                .list());
  }

  @Override
  public long version() {
    return version.get();
  }

  @Override
  public Device knock(String protocol, String deviceId, Optional<String> systemType, Instant at) {
    if (deviceId.isBlank()) {
      throw new RuleException("deviceId", "must not be blank", deviceId, "device-id-blank");
    }
    if (deviceId.length() > LONGEST_ID) {
      throw new RuleException(
          "deviceId", "must have at most 128 characters", deviceId, "device-id-long");
    }
    Optional<Device> known = find(protocol, deviceId);
    return known.isPresent()
        ? known.get()
        : change(handle -> knock(handle, protocol, deviceId, systemType, at));
  }

  private static Device knock(
      Handle handle, String protocol, String deviceId, Optional<String> systemType, Instant at) {
    Optional<Device> known = find(handle, protocol, deviceId);
    if (known.isPresent()) {
      return known.get();
    }
    long thing = Births.thing(handle, protocol, deviceId, systemType);
    long number =
        handle
            .createQuery(
                """
                INSERT INTO device (protocol, device_id, status, thing, system_type,
                  crc_policy, answer_policy, password_policy, first_seen)
                VALUES (:protocol, :deviceId, 'pending', :thing, :systemType,
                  :crc, :answer, :password, :at)
                RETURNING number""")
            .bind("protocol", protocol)
            .bind("deviceId", deviceId)
            .bind("thing", thing)
            .bind("systemType", systemType.orElse(null))
            .bind("crc", Acceptance.PLAIN.crcPolicy().name())
            .bind("answer", Acceptance.PLAIN.answerPolicy().name())
            .bind("password", Acceptance.PLAIN.passwordPolicy().name())
            .bind("at", Micros.of(at))
            .mapTo(Long.class)
            .one();
    return existing(handle, number);
  }

  @Override
  public Device accept(long number, Acceptance acceptance) {
    return change(handle -> accept(handle, number, acceptance));
  }

  private static Device accept(Handle handle, long number, Acceptance acceptance) {
    Device device = existing(handle, number);
    long thing =
        device.thing() != 0
            ? device.thing()
            : Births.thing(
                handle,
                device.protocol(),
                device.deviceId(),
                Optional.ofNullable(device.systemType()));
    handle
        .createUpdate(
            """
            UPDATE device SET status = 'accepted', thing = :thing,
              system_type = COALESCE(:systemType, system_type),
              password = COALESCE(:password, password),
              crc_policy = :crc, answer_policy = :answer, password_policy = :passwordPolicy
            WHERE number = :number""")
        .bind("thing", thing)
        .bind("systemType", acceptance.systemType())
        .bind("password", acceptance.password())
        .bind("crc", acceptance.crcPolicy().name())
        .bind("answer", acceptance.answerPolicy().name())
        .bind("passwordPolicy", acceptance.passwordPolicy().name())
        .bind("number", number)
        .execute();
    handle
        .createUpdate(
            """
            UPDATE thing SET name = COALESCE(:name, name),
              description = COALESCE(:description, description),
              system_type = COALESCE(:systemType, system_type)
            WHERE id = :thing""")
        .bind("name", acceptance.name())
        .bind("description", acceptance.description())
        .bind("systemType", acceptance.systemType())
        .bind("thing", thing)
        .execute();
    return existing(handle, number);
  }

  @Override
  public Device register(String protocol, String deviceId, Acceptance acceptance, Instant at) {
    return change(
        handle -> {
          Optional<String> systemType = Optional.ofNullable(acceptance.systemType());
          Device device = knock(handle, protocol, deviceId, systemType, at);
          return accept(handle, device.number(), acceptance);
        });
  }

  @Override
  public Device reject(long number) {
    return change(
        handle -> {
          Device device = existing(handle, number);
          handle.execute("UPDATE device SET status = 'rejected' WHERE number = ?", number);
          if (device.status() == DeviceStatus.PENDING && device.thing() != 0) {
            Births.takeBack(handle, device.thing());
          }
          return existing(handle, number);
        });
  }

  @Override
  public Device setPolicies(
      long number, CrcPolicy crc, AnswerPolicy answer, PasswordPolicy password) {
    return change(
        handle -> {
          handle
              .createUpdate(
                  """
                  UPDATE device SET crc_policy = :crc, answer_policy = :answer,
                    password_policy = :password WHERE number = :number""")
              .bind("crc", crc.name())
              .bind("answer", answer.name())
              .bind("password", password.name())
              .bind("number", number)
              .execute();
          return existing(handle, number);
        });
  }

  @Override
  public Device learnPassword(long number, String password) {
    return change(
        handle -> {
          handle.execute("UPDATE device SET password = ? WHERE number = ?", password, number);
          return existing(handle, number);
        });
  }

  /** Writes, and tells those who keep copies once it is committed. */
  private <T> T change(Access.Work<T> work) {
    return access.write(
        handle -> {
          access.afterCommit(version::incrementAndGet);
          return work.on(handle);
        });
  }

  @Override
  public void contacts(List<DeviceContact> contacts) {
    access.write(
        handle -> {
          contacts.forEach(contact -> contact(handle, contact));
          return contacts.size();
        });
  }

  private static void contact(Handle handle, DeviceContact contact) {
    handle
        .createUpdate(
            """
            INSERT INTO device_contact (device, heard, address) VALUES (:device, :heard, :address)
            ON CONFLICT (device) DO UPDATE SET heard = :heard, address = :address
            WHERE device_contact.heard <= :heard""")
        .bind("device", contact.device())
        .bind("heard", Micros.of(contact.heard()))
        .bind("address", contact.address())
        .execute();
  }

  @Override
  public List<DeviceContact> contacts() {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT device, heard, address FROM device_contact ORDER BY device")
                .map(
                    (row, context) ->
                        new DeviceContact(
                            row.getLong("device"),
                            Columns.instant(row, "heard"),
                            row.getString("address")))
                .list());
  }

  private static Device device(ResultSet row) throws SQLException {
    return new Device(
        row.getLong("number"),
        row.getString("protocol"),
        row.getString("device_id"),
        DeviceStatus.ofText(row.getString("status")),
        row.getLong("thing"),
        Columns.text(row, "system_type"),
        Columns.text(row, "password"),
        CrcPolicy.valueOf(row.getString("crc_policy")),
        AnswerPolicy.valueOf(row.getString("answer_policy")),
        PasswordPolicy.valueOf(row.getString("password_policy")),
        Columns.instant(row, "first_seen"));
  }
}
