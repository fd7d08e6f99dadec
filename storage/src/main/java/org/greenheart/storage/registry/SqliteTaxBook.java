// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.List;

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
  public List<TaxClue> cluesOfCase(long caseFile) {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT * FROM tax_clue WHERE case_file = :file ORDER BY id")
                .bind("file", caseFile)
                .map(TaxShapes.CLUE.reader())
                .list());
  }
}
