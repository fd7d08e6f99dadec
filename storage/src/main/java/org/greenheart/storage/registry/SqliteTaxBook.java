// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.greenheart.storage.Micros;

final class SqliteTaxBook implements TaxBook {
  private final Access access;
  private final PlaceTable<TaxRecord> records;
  private final PlaceTable<TaxMatch> matches;
  private final PlaceTable<TaxMapping> mappings;
  private final PlaceTable<TaxRule> rules;
  private final PlaceTable<TaxClue> clues;

  SqliteTaxBook(Access access) {
    this.access = access;
    this.records = new SqlitePlaceTable<>(access, TaxShapes.RECORD);
    this.matches = new SqlitePlaceTable<>(access, TaxShapes.MATCH);
    this.mappings = new SqlitePlaceTable<>(access, TaxShapes.MAPPING);
    this.rules = new SqlitePlaceTable<>(access, TaxShapes.RULE);
    this.clues = new SqlitePlaceTable<>(access, TaxShapes.CLUE);
  }

  @Override
  public PlaceTable<TaxRecord> records() {
    return records;
  }

  @Override
  public List<TaxRecord> recordsOf(String kind) {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT * FROM tax_record WHERE kind = :kind ORDER BY id")
                .bind("kind", kind)
                .map(TaxShapes.RECORD.reader())
                .list());
  }

  @Override
  public List<FirmName> firmNames() {
    return access.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT credit_code, name FROM tax_record
                    GROUP BY credit_code, name ORDER BY MIN(id)""")
                .map(
                    (row, context) ->
                        new FirmName(row.getString("credit_code"), row.getString("name")))
                .list());
  }

  @Override
  public PlaceTable<TaxMatch> matches() {
    return matches;
  }

  @Override
  public PlaceTable<TaxMapping> mappings() {
    return mappings;
  }

  @Override
  public PlaceTable<TaxRule> rules() {
    return rules;
  }

  @Override
  public PlaceTable<TaxClue> clues() {
    return clues;
  }

  @Override
  public Optional<TaxRecord> recordOf(String kind, String key) {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT * FROM tax_record WHERE kind = :kind AND key = :key")
                .bind("kind", kind)
                .bind("key", key)
                .map(TaxShapes.RECORD.reader())
                .findOne());
  }

  @Override
  public List<TaxRecord> recordsOfMonths(String from, String to) {
    return access.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT * FROM tax_record
                    WHERE month = '' OR month BETWEEN :from AND :to ORDER BY id""")
                .bind("from", from)
                .bind("to", to)
                .map(TaxShapes.RECORD.reader())
                .list());
  }

  @Override
  public List<MonthCount> recordCounts() {
    return access.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT kind, month, COUNT(*) AS rows FROM tax_record
                    GROUP BY kind, month ORDER BY kind, month DESC""")
                .map(
                    (row, context) ->
                        new MonthCount(
                            row.getString("kind"), row.getString("month"), row.getLong("rows")))
                .list());
  }

  @Override
  public List<TaxClue> clues(ClueFilter filter, int most) {
    return access.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT * FROM tax_clue
                    WHERE (:rule = '' OR rule = :rule)
                      AND (:verdict = '' OR verdict = :verdict)
                      AND (:firm = '' OR credit_code = :firm OR name LIKE :like ESCAPE '!')
                      AND (:from = '' OR month >= :from)
                      AND (:to = '' OR month <= :to)
                      AND (:file = 0 OR case_file = :file)
                      AND (:gone = 1 OR gone IS NULL)
                    ORDER BY CAST(recomputed AS REAL) - CAST(declared AS REAL) DESC NULLS LAST, id
                    LIMIT :most""")
                .bind("rule", filter.rule())
                .bind("verdict", filter.verdict())
                .bind("firm", filter.firm())
                .bind("like", "%" + filter.firm().replaceAll("([!%_])", "!$1") + "%")
                .bind("from", filter.fromMonth())
                .bind("to", filter.toMonth())
                .bind("file", filter.caseFile())
                .bind("gone", filter.gone() ? 1 : 0)
                .bind("most", most)
                .map(TaxShapes.CLUE.reader())
                .list());
  }

  @Override
  public List<VerdictCount> verdictCounts() {
    return access.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT rule, verdict, CASE WHEN gone IS NULL THEN 1 ELSE 0 END AS standing,
                      COUNT(*) AS clues
                    FROM tax_clue GROUP BY 1, 2, 3 ORDER BY 1, 2, 3""")
                .map(
                    (row, context) ->
                        new VerdictCount(
                            row.getString("rule"),
                            row.getString("verdict"),
                            row.getInt("standing") == 1,
                            row.getLong("clues")))
                .list());
  }

  @Override
  public void judged(long clue, TaxClue.Verdict verdict) {
    access.write(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO tax_verdict (clue, verdict, reason, decided_by, decided)
                    VALUES (:clue, :verdict, :reason, :by, :decided)""")
                .bind("clue", clue)
                .bind("verdict", verdict.word())
                .bind("reason", verdict.reason())
                .bind("by", requireNonNull(verdict.by(), "nobody decided"))
                .bind("decided", Micros.of(requireNonNull(verdict.decided(), "never decided")))
                .execute());
  }

  @Override
  public List<TaxClue.Verdict> verdictsOf(long clue) {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT * FROM tax_verdict WHERE clue = :clue ORDER BY id")
                .bind("clue", clue)
                .map(
                    (row, context) ->
                        new TaxClue.Verdict(
                            row.getString("verdict"),
                            row.getString("reason"),
                            row.getString("decided_by"),
                            Columns.instant(row, "decided")))
                .list());
  }
}
