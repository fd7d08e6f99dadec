// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supply;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.greenheart.server.api.ApiException;
import org.greenheart.storage.registry.SupplyDelivery;
import org.greenheart.storage.registry.SupplyForecast;
import org.greenheart.storage.registry.SupplyLot;
import org.greenheart.storage.registry.SupplyOrder;
import org.greenheart.storage.registry.SupplyPartner;
import org.greenheart.storage.registry.SupplyProduct;
import org.greenheart.storage.registry.SupplyRequest;
import org.greenheart.storage.registry.SupplyStock;
import org.greenheart.storage.registry.Tables;
import org.jspecify.annotations.Nullable;

/** Finds what a caller may see; all else is not there: 404 {@code ...-not-found}. */
public final class Found {
  private Found() {}

  private static <T> T found(Optional<T> row, Predicate<T> seen, String what, Object id) {
    return row.filter(seen)
        .orElseThrow(
            () ->
                ApiException.notFound(
                    what + "-not-found", "%s (%s) does not exist".formatted(what, id)));
  }

  static SupplyPartner partner(Tables tables, Seats seats, long id) {
    return found(tables.supply().partner(id), seats::sees, "partner", id);
  }

  static SupplyRequest request(Tables tables, Seats seats, long id) {
    return found(
        tables.supply().request(id),
        request -> seats.sees(Trail.partner(tables, request)),
        "request",
        id);
  }

  static SupplyOrder order(Tables tables, Seats seats, long id) {
    return found(
        tables.supply().order(id), order -> seats.sees(Trail.partner(tables, order)), "order", id);
  }

  static SupplyDelivery delivery(Tables tables, Seats seats, long id) {
    return found(
        tables.supply().delivery(id),
        delivery ->
            seats.sees(
                Trail.partner(tables, tables.supply().order(delivery.order()).orElseThrow())),
        "delivery",
        id);
  }

  /** One's own product. */
  public static SupplyProduct product(Tables tables, Seats seats, long id) {
    return found(
        tables.supply().product(id), product -> seats.holds(product.owner()), "product", id);
  }

  /** A lot of one's own, or one that was shipped to the caller. */
  public static SupplyLot lot(Tables tables, Seats seats, long id) {
    return found(tables.supply().lots().find(id), lot -> sees(tables, seats, lot), "lot", id);
  }

  public static boolean sees(Tables tables, Seats seats, SupplyLot lot) {
    return seats.holds(lot.owner())
        || tables.supply().lots().receivers(lot.id()).stream().anyMatch(seats::holds);
  }

  static List<SupplyPartner> partners(Tables tables, Seats seats) {
    return tables.supply().partners().stream().filter(seats::sees).toList();
  }

  /** The enterprises that the caller speaks for, as far as they trade or could. */
  public static Set<Long> enterprises(Tables tables, Seats seats) {
    return seats.everything()
        ? tables.places().enterprises().list().stream()
            .map(each -> each.id())
            .collect(Collectors.toSet())
        : seats.enterprises();
  }

  /** Those that supply the caller. */
  private static Set<Long> suppliers(Tables tables, Seats seats) {
    return partners(tables, seats).stream()
        .filter(SupplyPartner::isActive)
        .filter(partner -> seats.holds(partner.buyer()))
        .map(SupplyPartner::supplier)
        .collect(Collectors.toSet());
  }

  /**
   * Own products, and those that active suppliers offer.
   *
   * @param owner whose; null for all
   * @param word the code or GTIN that they have; null for any
   */
  static List<SupplyProduct> products(
      Tables tables, Seats seats, @Nullable Long owner, @Nullable String word, Page page) {
    return tables
        .supply()
        .catalogue(
            of(owner, enterprises(tables, seats)),
            of(owner, suppliers(tables, seats)),
            word,
            page.before(),
            page.limit());
  }

  private static Set<Long> of(@Nullable Long owner, Set<Long> all) {
    return owner == null ? all : all.contains(owner) ? Set.of(owner) : Set.of();
  }

  /** One's own product, or one that an active supplier offers. */
  public static Optional<SupplyProduct> dealtIn(Tables tables, Seats seats, long id) {
    return tables
        .supply()
        .product(id)
        .filter(
            each ->
                seats.holds(each.owner())
                    || (each.offered() && suppliers(tables, seats).contains(each.owner())));
  }

  static List<SupplyStock> stock(Tables tables, Seats seats, Page page) {
    Set<Long> sharing =
        partners(tables, seats).stream()
            .filter(each -> each.isActive() && each.sharesStock() && seats.holds(each.buyer()))
            .map(SupplyPartner::supplier)
            .collect(Collectors.toSet());
    return tables
        .supply()
        .stocks()
        .stock(enterprises(tables, seats), sharing, page.before(), page.limit());
  }

  static List<SupplyForecast> forecasts(Tables tables, Seats seats, Page page) {
    return tables.supply().stocks().forecasts(numbers(tables, seats), page.before(), page.limit());
  }

  private static List<Long> numbers(Tables tables, Seats seats) {
    return partners(tables, seats).stream().map(SupplyPartner::id).toList();
  }

  static List<SupplyRequest> requests(Tables tables, Seats seats, Page page) {
    return tables.supply().requests(numbers(tables, seats), page.before(), page.limit());
  }

  static List<SupplyOrder> orders(Tables tables, Seats seats, boolean open, Page page) {
    return tables.supply().orders(numbers(tables, seats), open, page.before(), page.limit());
  }
}
