// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.greenheart.storage.Micros;

final class SqliteComplainants implements Complainants {
  private final Access access;

  SqliteComplainants(Access access) {
    this.access = access;
  }

  @Override
  public void keep(long caseFile, byte[] sealed) {
    access.write(
        handle ->
            handle.execute(
                "INSERT INTO complainant (case_file, sealed) VALUES (?, ?)", caseFile, sealed));
  }

  @Override
  public boolean known(long caseFile) {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT EXISTS (SELECT 1 FROM complainant WHERE case_file = :id)")
                .bind("id", caseFile)
                .mapTo(Boolean.class)
                .one());
  }

  @Override
  public byte[] look(long caseFile, String who, String why) {
    return access.write(
        handle -> {
          byte[] sealed =
              handle
                  .createQuery("SELECT sealed FROM complainant WHERE case_file = :id")
                  .bind("id", caseFile)
                  .map((row, context) -> row.getBytes("sealed"))
                  .findOne()
                  .orElseThrow(() -> RegistryException.notFound("complainant of case", caseFile));
          handle.execute(
              "INSERT INTO complainant_look (case_file, at, who, why) VALUES (?, ?, ?, ?)",
              caseFile,
              Micros.of(access.clock().instant()),
              who,
              why);
          return sealed;
        });
  }

  @Override
  public List<Look> looks(long caseFile) {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT * FROM complainant_look WHERE case_file = :id ORDER BY id")
                .bind("id", caseFile)
                .map(
                    (row, context) -> {
                      Instant at = Columns.instant(row, "at");
                      return new Look(at, row.getString("who"), row.getString("why"));
                    })
                .list());
  }

  @Override
  public void keepPin(long caseFile, byte[] salt, byte[] hash) {
    access.write(
        handle ->
            handle.execute(
                "INSERT INTO complaint_pin (case_file, salt, hash) VALUES (?, ?, ?)",
                caseFile,
                salt,
                hash));
  }

  @Override
  public Optional<Pin> pin(long caseFile) {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT * FROM complaint_pin WHERE case_file = :id")
                .bind("id", caseFile)
                .map((row, context) -> new Pin(row.getBytes("salt"), row.getBytes("hash")))
                .findOne());
  }
}
