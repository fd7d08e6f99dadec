// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.greenheart.storage.Micros;

final class SqliteCaseBook implements CaseBook {
  private final Access access;
  private final PlaceTable<CasePiece> pieces;
  private final PlaceTable<CaseItem> items;
  private final PlaceTable<LookBack> lookBacks;
  private final PlaceTable<Campaign> campaigns;
  private final PlaceTable<CalendarDay> days;
  private final PlaceTable<KeptKind> kinds;
  private final Complainants complainants;

  SqliteCaseBook(Access access) {
    this.access = access;
    pieces = new SqlitePlaceTable<>(access, CaseShapes.PIECE);
    items = new SqlitePlaceTable<>(access, CaseShapes.ITEM);
    lookBacks = new SqlitePlaceTable<>(access, CaseShapes.LOOK_BACK);
    campaigns = new SqlitePlaceTable<>(access, CaseShapes.CAMPAIGN);
    days = new SqlitePlaceTable<>(access, CaseShapes.DAY);
    kinds = new SqlitePlaceTable<>(access, CaseShapes.KIND);
    complainants = new SqliteComplainants(access);
  }

  @Override
  public PlaceTable<CasePiece> pieces() {
    return pieces;
  }

  @Override
  public List<CasePiece> piecesOf(long caseFile) {
    return of(caseFile, CaseShapes.PIECE);
  }

  @Override
  public PlaceTable<CaseItem> items() {
    return items;
  }

  @Override
  public List<CaseItem> itemsOf(long caseFile) {
    return of(caseFile, CaseShapes.ITEM);
  }

  @Override
  public PlaceTable<LookBack> lookBacks() {
    return lookBacks;
  }

  @Override
  public List<LookBack> lookBacksOf(long caseFile) {
    return of(caseFile, CaseShapes.LOOK_BACK);
  }

  private <T> List<T> of(long caseFile, TableShape<T> shape) {
    return access.read(
        handle ->
            handle
                .createQuery(
                    "SELECT * FROM " + shape.table() + " WHERE case_file = :id ORDER BY id")
                .bind("id", caseFile)
                .map(shape.reader())
                .list());
  }

  @Override
  public List<LookBack> lookBacksDue(Instant now) {
    return access.read(
        handle ->
            handle
                .createQuery(
                    "SELECT * FROM look_back WHERE checked IS NULL AND due <= :now ORDER BY due,"
                        + " id")
                .bind("now", Micros.of(now))
                .map(CaseShapes.LOOK_BACK.reader())
                .list());
  }

  @Override
  public PlaceTable<Campaign> campaigns() {
    return campaigns;
  }

  @Override
  public PlaceTable<CalendarDay> days() {
    return days;
  }

  @Override
  public PlaceTable<KeptKind> kinds() {
    return kinds;
  }

  @Override
  public Optional<KeptKind> newestKind(String code) {
    return access.read(
        handle ->
            handle
                .createQuery(
                    "SELECT * FROM case_kind WHERE code = :code ORDER BY version DESC LIMIT 1")
                .bind("code", code)
                .map(CaseShapes.KIND.reader())
                .findOne());
  }

  @Override
  public Complainants complainants() {
    return complainants;
  }
}
