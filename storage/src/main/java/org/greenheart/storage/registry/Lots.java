// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lots, what they were made of, and where they went. Thread-safe. */
public interface Lots {
  /** Most levels that are followed. */
  int MOST_LEVELS = 5;

  /**
   * Adds a lot with its inputs, or changes one, which keeps its inputs.
   *
   * @throws RegistryException {@code DUPLICATE} when the owner has one with the code; {@code
   *     CHANGED}; {@code NOT_FOUND}, also when the product is not the owner's
   */
  SupplyLot put(SupplyLot lot, List<LotAmount> inputs);

  Optional<SupplyLot> find(long id);

  Optional<SupplyLot> byCode(long owner, String code);

  /** All that have a code, whosever they are, by id. */
  List<SupplyLot> withCode(String code);

  /**
   * Lots of products of some enterprises, and those that were shipped to them, newest first.
   *
   * @param product only of this one; null for all
   * @param before only those with a smaller id
   */
  List<SupplyLot> seenBy(
      Collection<Long> enterprises, @Nullable Long product, long before, int limit);

  List<SupplyLot> all(Collection<Long> ids);

  List<LotAmount> inputs(long lot);

  /** How much of a lot was shipped, to whomever. */
  BigDecimal shipped(long lot);

  /** How much of a lot was shipped to some enterprises. */
  BigDecimal shipped(long lot, Collection<Long> buyers);

  /**
   * How much of a lot an enterprise has received: of deliveries that it counted as their supplier
   * did, or whose dispute is settled, and whose goods did not fail its check. What a settlement
   * took off a delivery of several lots is taken off each by its share.
   */
  BigDecimal received(long lot, long buyer);

  /** How much of a lot went into those of an enterprise. */
  BigDecimal used(long lot, long enterprise);

  /** The enterprises to which some of a lot was shipped. */
  Set<Long> receivers(long lot);

  /** Of some lots those that were shipped to one of some enterprises. */
  Set<Long> shippedTo(Collection<Long> enterprises, Collection<Long> lots);

  /**
   * What a lot was made of, or what was made of it, level by level.
   *
   * @param downstream towards what was made of it
   * @param levels 1 to {@link #MOST_LEVELS}
   */
  List<LotStep> trace(long lot, boolean downstream, int levels);
}
