// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.greenheart.storage.Micros;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

final class SqliteEvidence implements Evidence {
  private final Access access;

  SqliteEvidence(Access access) {
    this.access = access;
  }

  @Override
  public Attachment add(Attachment attachment) {
    LocalDateTime taken = attachment.taken();
    return access.write(
        handle -> {
          References.require(handle, "case_file", "case", attachment.caseFile());
          long id =
              handle
                  .createQuery(
                      """
                      INSERT INTO attachment (case_file, item, name, media, bytes, sha256, note,
                        taken, latitude, longitude, added, added_by)
                      VALUES (:case, :item, :name, :media, :bytes, :sha256, :note,
                        :taken, :latitude, :longitude, :added, :by) RETURNING id\
                      """)
                  .bind("case", attachment.caseFile())
                  .bind("item", attachment.item())
                  .bind("name", attachment.name())
                  .bind("media", attachment.media())
                  .bind("bytes", attachment.bytes())
                  .bind("sha256", attachment.sha256())
                  .bind("note", attachment.note())
                  .bind("taken", taken == null ? null : taken.toString())
                  .bind("latitude", Columns.sql(attachment.latitude()))
                  .bind("longitude", Columns.sql(attachment.longitude()))
                  .bind("added", now())
                  .bind("by", attachment.addedBy())
                  .mapTo(Long.class)
                  .one();
          return existing(handle, id);
        });
  }

  @Override
  public Optional<Attachment> find(long id) {
    return access.read(handle -> find(handle, id));
  }

  private static Optional<Attachment> find(Handle handle, long id) {
    return handle
        .createQuery("SELECT * FROM attachment WHERE id = :id")
        .bind("id", id)
        .map((row, context) -> attachment(row))
        .findOne();
  }

  private static Attachment existing(Handle handle, long id) {
    return find(handle, id).orElseThrow(() -> RegistryException.notFound("evidence", id));
  }

  @Override
  public List<Attachment> of(long caseFile) {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT * FROM attachment WHERE case_file = :case ORDER BY id")
                .bind("case", caseFile)
                .map((row, context) -> attachment(row))
                .list());
  }

  @Override
  public Attachment strike(long id, String why, String by) {
    return access.write(
        handle -> {
          handle.execute(
              """
              UPDATE attachment SET struck = ?, struck_by = ?, struck_why = ?
              WHERE id = ? AND struck IS NULL\
              """,
              now(),
              by,
              why,
              id);
          return existing(handle, id);
        });
  }

  @Override
  public Mention mention(long caseFile, String person, String who, String text) {
    return access.write(
        handle -> {
          References.require(handle, "case_file", "case", caseFile);
          long id =
              handle
                  .createQuery(
                      """
                      INSERT INTO mention (case_file, person, who, text, at)
                      VALUES (:case, :person, :who, :text, :at) RETURNING id\
                      """)
                  .bind("case", caseFile)
                  .bind("person", person)
                  .bind("who", who)
                  .bind("text", text)
                  .bind("at", now())
                  .mapTo(Long.class)
                  .one();
          return mention(handle, id);
        });
  }

  private static Mention mention(Handle handle, long id) {
    return handle
        .createQuery("SELECT * FROM mention WHERE id = :id")
        .bind("id", id)
        .map((row, context) -> mention(row))
        .findOne()
        .orElseThrow(() -> RegistryException.notFound("mention", id));
  }

  @Override
  public List<Mention> mentionsOf(long caseFile) {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT * FROM mention WHERE case_file = :case ORDER BY id")
                .bind("case", caseFile)
                .map((row, context) -> mention(row))
                .list());
  }

  @Override
  public List<Mention> unseen(String person, int limit) {
    return access.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT * FROM mention WHERE person = :person AND seen IS NULL
                    ORDER BY id DESC LIMIT :limit\
                    """)
                .bind("person", person)
                .bind("limit", limit)
                .map((row, context) -> mention(row))
                .list());
  }

  @Override
  public Mention seen(long id, String person) {
    return access.write(
        handle -> {
          handle.execute(
              "UPDATE mention SET seen = ? WHERE id = ? AND person = ? AND seen IS NULL",
              now(),
              id,
              person);
          return mention(handle, id);
        });
  }

  @Override
  public Publication publish(long caseFile, String document, String by) {
    return access.write(
        handle -> {
          References.require(handle, "case_file", "case", caseFile);
          endPublic(handle, caseFile, "published anew", by);
          long id =
              handle
                  .createQuery(
                      """
                      INSERT INTO publication (case_file, document, published, published_by)
                      VALUES (:case, :document, :now, :by) RETURNING id\
                      """)
                  .bind("case", caseFile)
                  .bind("document", document)
                  .bind("now", now())
                  .bind("by", by)
                  .mapTo(Long.class)
                  .one();
          return publication(handle, id);
        });
  }

  private int endPublic(Handle handle, long caseFile, String why, String by) {
    return handle.execute(
        """
        UPDATE publication SET withdrawn = ?, withdrawn_by = ?, withdrawn_why = ?
        WHERE case_file = ? AND withdrawn IS NULL\
        """,
        now(),
        by,
        why,
        caseFile);
  }

  private static Publication publication(Handle handle, long id) {
    return handle
        .createQuery("SELECT * FROM publication WHERE id = :id")
        .bind("id", id)
        .map((row, context) -> publication(row))
        .one();
  }

  @Override
  public Optional<Publication> withdraw(long caseFile, String why, String by) {
    return access.write(
        handle -> {
          Long open =
              handle
                  .createQuery(
                      "SELECT id FROM publication WHERE case_file = :case AND withdrawn IS NULL")
                  .bind("case", caseFile)
                  .mapTo(Long.class)
                  .findOne()
                  .orElse(null);
          if (open == null) {
            return Optional.empty();
          }
          endPublic(handle, caseFile, why, by);
          return Optional.of(publication(handle, open));
        });
  }

  @Override
  public List<Publication> publicationsOf(long caseFile) {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT * FROM publication WHERE case_file = :case ORDER BY id")
                .bind("case", caseFile)
                .map((row, context) -> publication(row))
                .list());
  }

  @Override
  public List<Publication> published(long before, int limit) {
    return access.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT * FROM publication WHERE withdrawn IS NULL AND id < :before
                    ORDER BY id DESC LIMIT :limit\
                    """)
                .bind("before", before)
                .bind("limit", limit)
                .map((row, context) -> publication(row))
                .list());
  }

  private long now() {
    return Micros.of(access.clock().instant());
  }

  private static Attachment attachment(ResultSet row) throws SQLException {
    return new Attachment(
        row.getLong("id"),
        row.getLong("case_file"),
        Columns.number(row, "item"),
        row.getString("name"),
        row.getString("media"),
        row.getLong("bytes"),
        row.getString("sha256"),
        row.getString("note"),
        localTime(Columns.text(row, "taken")),
        Columns.decimal(row, "latitude"),
        Columns.decimal(row, "longitude"),
        Columns.instant(row, "added"),
        row.getString("added_by"),
        Columns.instantOrNull(row, "struck"),
        Columns.text(row, "struck_by"),
        Columns.text(row, "struck_why"));
  }

  private static @Nullable LocalDateTime localTime(@Nullable String text) {
    return text == null ? null : LocalDateTime.parse(text);
  }

  private static Mention mention(ResultSet row) throws SQLException {
    return new Mention(
        row.getLong("id"),
        row.getLong("case_file"),
        row.getString("person"),
        row.getString("who"),
        row.getString("text"),
        Columns.instant(row, "at"),
        Columns.instantOrNull(row, "seen"));
  }

  private static Publication publication(ResultSet row) throws SQLException {
    return new Publication(
        row.getLong("id"),
        row.getLong("case_file"),
        row.getString("document"),
        Columns.instant(row, "published"),
        row.getString("published_by"),
        Columns.instantOrNull(row, "withdrawn"),
        Columns.text(row, "withdrawn_by"),
        Columns.text(row, "withdrawn_why"));
  }
}
