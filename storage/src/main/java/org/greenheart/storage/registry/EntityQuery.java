// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Which entities are wanted, and in which order. The order always ends with the id, so that it is
 * total and a page can go on where the last one ended.
 *
 * @param within the entity whose related ones are wanted; empty for all of the type
 * @param conditions all must hold; each chooses related entities of its own
 * @param after where the page before ended; empty for the first page
 * @param skip how many to leave out before the first
 * @param limit the most to give
 */
public record EntityQuery(
    EntityType type,
    Optional<Source> within,
    List<Term> conditions,
    List<SortKey> order,
    Optional<Place> after,
    long skip,
    int limit) {

  /** One key of an ordering. Nulls come first ascending, last descending. */
  public record SortKey(Term term, boolean descending) {}

  /** The entity from which a step leads here. */
  public record Source(Navigation step, long id) {}

  /** A place in the order: the values of its keys there, and the id. */
  public record Place(List<Term.Constant> keys, long id) {
    public Place {
      keys = List.copyOf(keys);
    }
  }

  public EntityQuery {
    requireNonNull(type, "type is null");
    requireNonNull(within, "within is null");
    requireNonNull(after, "after is null");
    conditions = List.copyOf(conditions);
    order = List.copyOf(order);
    if (skip < 0 || limit < 0) {
      throw new IllegalArgumentException(
          "skip (%s) and limit (%s) must not be negative".formatted(skip, limit));
    }
  }

  /** All of a type by id. */
  public static EntityQuery all(EntityType type, int limit) {
    return new EntityQuery(
        type, Optional.empty(), List.of(), List.of(), Optional.empty(), 0, limit);
  }

  /** The one with an id. */
  public static EntityQuery one(EntityType type, long id) {
    return all(type, 1).and(idIs(id));
  }

  public EntityQuery and(Term condition) {
    List<Term> more = new ArrayList<>(conditions);
    more.add(condition);
    return new EntityQuery(type, within, more, order, after, skip, limit);
  }

  public EntityQuery of(Source source) {
    return new EntityQuery(type, Optional.of(source), conditions, order, after, skip, limit);
  }

  public EntityQuery after(Place place) {
    return new EntityQuery(type, within, conditions, order, Optional.of(place), 0, limit);
  }

  public EntityQuery limit(int most) {
    return new EntityQuery(type, within, conditions, order, after, skip, most);
  }

  /** That the entity's id is one of some hundred numbers. */
  public static Term idIn(Collection<Long> ids) {
    return Term.Call.oneOf(Term.Access.of(EntityType.ID), ids);
  }

  /** That the entity's id is a number. */
  public static Term idIs(long id) {
    return Term.Call.of(
        Operation.EQ, Term.Access.of(EntityType.ID), new Term.Numeral(BigDecimal.valueOf(id)));
  }
}
