// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Trade between buyers and suppliers. Each {@code put} adds a row whose id is 0, or changes the one
 * with its id: {@code CHANGED} when somebody else did so since, {@code NOT_FOUND} when it or what
 * it points at does not exist, {@code DUPLICATE} when there is one like it. Thread-safe.
 */
public interface Supply {
  Lots lots();

  CodePrefixes prefixes();

  Stocks stocks();

  Footprints footprints();

  EpcisEvents epcis();

  EpcisSubscriptions subscriptions();

  Pact pact();

  SupplyPartner put(SupplyPartner partner);

  Optional<SupplyPartner> partner(long id);

  /** All, by id. */
  List<SupplyPartner> partners();

  SupplyProduct put(SupplyProduct product);

  Optional<SupplyProduct> product(long id);

  /**
   * Whether there are amounts of a product: asked for, made, in stock or foreseen, or a footprint.
   */
  boolean isCounted(long product);

  /** By the number that its owner has for it. */
  Optional<SupplyProduct> product(long owner, String code);

  /** By the GTIN that its owner has written down. */
  Optional<SupplyProduct> withGtin(long owner, String gtin);

  /** All of some owners, by code. */
  List<SupplyProduct> products(Collection<Long> owners);

  /**
   * All of some owners and what others offer, newest first.
   *
   * @param word the code or GTIN that they have; null for any
   * @param before only those with a smaller id
   */
  List<SupplyProduct> catalogue(
      Collection<Long> owners,
      Collection<Long> others,
      @Nullable String word,
      long before,
      int limit);

  SupplyRequest put(SupplyRequest request);

  Optional<SupplyRequest> request(long id);

  /**
   * Of some partnerships, newest first.
   *
   * @param before only those with a smaller id
   */
  List<SupplyRequest> requests(Collection<Long> partners, long before, int limit);

  SupplyOrder put(SupplyOrder order);

  Optional<SupplyOrder> order(long id);

  /**
   * Of some partnerships, newest first.
   *
   * @param open only those of which something is still to come
   * @param before only those with a smaller id
   */
  List<SupplyOrder> orders(Collection<Long> partners, boolean open, long before, int limit);

  /** Of one order, by line. */
  List<SupplyOrder> lines(long head);

  /** That a buyer's own system knows by a number, neither refused nor cancelled, by id. */
  List<SupplyOrder> byReference(long partner, String reference);

  /** Of which something is still to come, everybody's. */
  List<SupplyOrder> openOrders();

  /** How much of a request was ordered and neither refused nor cancelled. */
  BigDecimal drawn(long request);

  /** A new delivery has its lots; a changed one keeps them. */
  SupplyDelivery put(SupplyDelivery delivery, List<LotAmount> lots);

  Optional<SupplyDelivery> delivery(long id);

  /** On some orders, oldest first. */
  List<SupplyDelivery> deliveries(Collection<Long> orders);

  List<LotAmount> lotsOf(long delivery);

  void add(SupplyEvent event);

  /** Of one subject, oldest first. */
  List<SupplyEvent> events(String subject, long id);
}
