// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.greenheart.storage.Micros;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

final class SqliteCases implements Cases {
  /** Cases are numbered by the year in which they are opened, as people there count it. */
  private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

  /** The kind of what an alarm opens. */
  private static final String OF_ALARMS = "environment";

  private final Access access;

  SqliteCases(Access access) {
    this.access = access;
  }

  @Override
  public CaseFile open(Alarm alarm, CaseTitle title, String by) {
    return access.write(
        handle -> {
          Instant now = access.clock().instant();
          long id = insert(handle, draft(alarm, title, now));
          int tied =
              handle.execute(
                  "UPDATE alarm SET case_file = ?, changed = ? WHERE id = ? AND case_file IS NULL",
                  id,
                  Micros.of(now),
                  alarm.id());
          if (tied == 0) {
            throw new RegistryException(
                RegistryException.Code.DUPLICATE,
                "alarm (%s) has a case already".formatted(alarm.id()));
          }
          AlarmRows.note(
              handle,
              AlarmRows.event(alarm.id(), now, by, AlarmEvent.What.ATTACHED, null, id, null));
          CaseRows.add(handle, id, new CaseEvent(now, by, "opened", title.zh()));
          return CaseRows.existing(handle, id);
        });
  }

  /** One about an area is tied to no data. */
  private static CaseFile draft(Alarm alarm, CaseTitle title, Instant now) {
    CaseFile draft =
        CaseFile.draft(
                OF_ALARMS,
                title.zh(),
                Stage.ACCEPTED,
                CaseFacts.of("alarm").placed(alarm.area(), 0),
                CaseClock.begin(now, null, null))
            .titled(title);
    return alarm.area() != 0
        ? draft
        : draft.tied(
            new CaseTie(
                alarm.thing(),
                alarm.rule(),
                alarm.ruleVersion(),
                alarm.signalCode(),
                alarm.start()));
  }

  @Override
  public CaseFile create(CaseFile draft, CaseEvent event) {
    return access.write(
        handle -> {
          requireReferences(handle, draft);
          long id = insert(handle, draft);
          CaseRows.add(handle, id, event);
          return CaseRows.existing(handle, id);
        });
  }

  private static void requireReferences(Handle handle, CaseFile file) {
    CaseTie tie = file.tie();
    require(handle, "thing", tie == null ? 0 : tie.thing());
    require(handle, "area", file.facts().area());
    require(handle, "enterprise", file.facts().enterprise());
    require(handle, "campaign", file.facts().campaign());
    require(handle, "case_file", file.facts().parent());
    require(handle, "case_file", file.facts().mergedInto());
  }

  private static void require(Handle handle, String table, long id) {
    if (id != 0) {
      References.require(handle, table, table.equals("case_file") ? "case" : table, id);
    }
  }

  private static long insert(Handle handle, CaseFile draft) {
    return CaseRows.bind(handle.createUpdate(CaseRows.INSERT), draft)
        .bind("number", nextNumber(handle, draft.opened()))
        .executeAndReturnGeneratedKeys("id")
        .mapTo(Long.class)
        .one();
  }

  /** The writer is alone, so counting is safe; nothing is ever taken out of the table. */
  private static String nextNumber(Handle handle, Instant now) {
    String year = Integer.toString(now.atZone(BEIJING).getYear());
    int count =
        handle
            .createQuery("SELECT COUNT(*) FROM case_file WHERE number LIKE :year")
            .bind("year", year + "-%")
            .mapTo(Integer.class)
            .one();
    return "%s-%04d".formatted(year, count + 1);
  }

  @Override
  public CaseFile change(CaseFile file, CaseEvent event) {
    return access.write(handle -> change(handle, file, event));
  }

  private static CaseFile change(Handle handle, CaseFile file, CaseEvent event) {
    requireReferences(handle, file);
    int changed =
        CaseRows.bind(handle.createUpdate(CaseRows.UPDATE), file)
            .bind("id", file.id())
            .bind("version", file.version())
            .execute();
    CaseFile now = CaseRows.existing(handle, file.id());
    if (changed == 0) {
      throw new RegistryException(
          RegistryException.Code.CHANGED,
          "case (%s) has version %s, not %s: somebody has changed it"
              .formatted(now.number(), now.version(), file.version()));
    }
    CaseRows.add(handle, file.id(), event);
    return now;
  }

  @Override
  public Optional<CaseFile> find(long id) {
    return access.read(handle -> CaseRows.find(handle, id));
  }

  @Override
  public Optional<CaseFile> find(String number) {
    return access.read(
        handle ->
            handle
                .createQuery(CaseRows.SELECT + "WHERE number = :number")
                .bind("number", number)
                .map((row, context) -> CaseRows.caseFile(row))
                .findOne());
  }

  @Override
  public Optional<CaseFile> ofOrigin(String kind, String origin) {
    return access.read(
        handle ->
            handle
                .createQuery(CaseRows.SELECT + "WHERE kind = :kind AND origin = :origin")
                .bind("kind", kind)
                .bind("origin", origin)
                .map((row, context) -> CaseRows.caseFile(row))
                .findOne());
  }

  @Override
  public List<CaseFile> list(@Nullable Boolean open, @Nullable Long thing, long before, int limit) {
    return list(CaseFilter.ALL.open(open).at(thing), before, limit);
  }

  @Override
  public List<CaseFile> list(CaseFilter filter, long before, int limit) {
    Stage stage = filter.stage();
    Boolean open = filter.open();
    return access.read(
        handle ->
            handle
                .createQuery(
                    CaseRows.SELECT
                        + """
                        WHERE id < :before AND ledger = :ledger
                          AND (:state IS NULL OR state = :state)
                          AND (:thing IS NULL OR thing = :thing OR id IN (
                            SELECT a.case_file FROM alarm a WHERE a.thing = :thing))
                          AND (:kind IS NULL OR kind = :kind)
                          AND (:stage IS NULL OR stage = :stage)
                          AND (:campaign IS NULL OR campaign = :campaign)
                          AND (:parent IS NULL OR parent = :parent)
                          AND ((:unit IS NULL AND :account IS NULL) OR (lead = :unit AND id NOT IN (
                              SELECT l.case_file FROM case_piece l
                              WHERE l.leads = 1 AND l.account IS NOT NULL))
                            OR id IN (
                            SELECT p.case_file FROM case_piece p
                            WHERE (p.unit = :unit AND p.account IS NULL) OR p.account = :account))
                          AND (:words IS NULL OR instr(number, :words) > 0
                            OR instr(title, :words) > 0 OR instr(title_en, :words) > 0
                            OR instr(description, :words) > 0)
                        ORDER BY id DESC LIMIT :limit\
                        """)
                .bind("before", before)
                .bind("ledger", filter.ledger() ? 1 : 0)
                .bind("state", open == null ? null : open ? "open" : "closed")
                .bind("thing", filter.thing())
                .bind("kind", filter.kind())
                .bind("stage", stage == null ? null : stage.text())
                .bind("campaign", filter.campaign())
                .bind("parent", filter.parent())
                .bind("unit", filter.unit())
                .bind("account", filter.account())
                .bind("words", filter.words())
                .bind("limit", limit)
                .map((row, context) -> CaseRows.caseFile(row))
                .list());
  }

  @Override
  public List<CaseFile> open() {
    return access.read(
        handle ->
            handle
                .createQuery(CaseRows.SELECT + "WHERE state = 'open' AND ledger = 0 ORDER BY id")
                .map((row, context) -> CaseRows.caseFile(row))
                .list());
  }

  @Override
  public Optional<CaseFile> open(String rule, long thing, String signalCode) {
    return access.read(
        handle ->
            handle
                .createQuery(
                    CaseRows.SELECT
                        + """
                        WHERE state = 'open' AND rule = :rule AND thing = :thing
                          AND signal_code = :signal
                        ORDER BY id LIMIT 1\
                        """)
                .bind("rule", rule)
                .bind("thing", thing)
                .bind("signal", signalCode)
                .map((row, context) -> CaseRows.caseFile(row))
                .findOne());
  }

  @Override
  public List<CaseFile> withoutLookBack() {
    return access.read(
        handle ->
            handle
                .createQuery(
                    CaseRows.SELECT
                        + """
                        WHERE stage = 'closed' AND ledger = 0 AND NOT EXISTS (
                          SELECT 1 FROM look_back l
                          WHERE l.case_file = case_file.id AND l.closed = case_file.closed)
                        ORDER BY id\
                        """)
                .map((row, context) -> CaseRows.caseFile(row))
                .list());
  }

  @Override
  public int openParts(long id) {
    return access.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT (SELECT COUNT(*) FROM case_item WHERE case_file = :id AND done IS NULL)
                      + (SELECT COUNT(*) FROM case_piece
                         WHERE case_file = :id AND answered IS NULL)\
                    """)
                .bind("id", id)
                .mapTo(Integer.class)
                .one());
  }

  @Override
  public CaseFile progress(long id, String progress, @Nullable CaseEvent event) {
    return access.write(
        handle -> {
          handle.execute("UPDATE case_file SET progress = ? WHERE id = ?", progress, id);
          CaseFile file = CaseRows.existing(handle, id);
          if (event != null) {
            CaseRows.add(handle, id, event);
          }
          return file;
        });
  }

  @Override
  public void note(long id, CaseEvent event) {
    access.write(
        handle -> {
          CaseRows.existing(handle, id);
          CaseRows.add(handle, id, event);
          return id;
        });
  }

  @Override
  public CaseFile close(long id, CaseEvent event) {
    return access.write(
        handle -> {
          CaseFile file = CaseRows.existing(handle, id);
          return file.open()
              ? change(handle, file.moved(Stage.CLOSED, file.clock().turn(event.at(), null)), event)
              : file;
        });
  }

  @Override
  public List<CaseEvent> timeline(long id) {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT * FROM case_event WHERE case_file = :id ORDER BY id")
                .bind("id", id)
                .map((row, context) -> CaseRows.event(row))
                .list());
  }
}
