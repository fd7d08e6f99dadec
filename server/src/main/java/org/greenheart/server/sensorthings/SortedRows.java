// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.registry.EntityQuery;
import org.greenheart.storage.registry.Term;
import org.jspecify.annotations.Nullable;

/**
 * The first rows of an order that rows are not kept in: all are read, and so many kept as are
 * wanted. Equal ones stand by Datastream, start and n.
 */
final class SortedRows implements RowSource {
  private final Deque<Keyed> rows = new ArrayDeque<>();

  /** A row with the values that it is ordered by. */
  private record Keyed(List<Term.Constant> keys, ObservationRow row) {}

  /** A place in the order. */
  record Place(List<Term.Constant> keys, RowKey row) {}

  /**
   * @param most how many are wanted
   */
  SortedRows(
      RowSource source,
      ObservationPlan plan,
      ObservationValues values,
      Effort effort,
      Optional<Place> after,
      int most) {
    Comparator<Keyed> order = order(plan.keys());
    Evaluator evaluator = new Evaluator(values);
    PriorityQueue<Keyed> first = new PriorityQueue<>(order.reversed());
    for (ObservationRow row = source.next(); row != null; row = source.next()) {
      effort.need("this $orderby");
      values.show(row);
      if (!plan.residual().stream().allMatch(evaluator::holds)) {
        continue;
      }
      List<Term.Constant> keys = new ArrayList<>();
      plan.keys().forEach(key -> keys.add(evaluator.value(key.term())));
      Keyed keyed = new Keyed(keys, row);
      if (after.isPresent() && !isAfter(plan.keys(), keyed, after.get())) {
        continue;
      }
      first.add(keyed);
      if (first.size() > most) {
        first.poll();
      }
    }
    List<Keyed> sorted = new ArrayList<>(first);
    sorted.sort(order);
    rows.addAll(sorted);
  }

  private static Comparator<Keyed> order(List<EntityQuery.SortKey> keys) {
    return (a, b) -> compare(keys, a.keys(), a.row().key(), b.keys(), b.row().key());
  }

  private static boolean isAfter(List<EntityQuery.SortKey> keys, Keyed row, Place place) {
    return compare(keys, row.keys(), row.row().key(), place.keys(), place.row()) > 0;
  }

  private static int compare(
      List<EntityQuery.SortKey> keys,
      List<Term.Constant> a,
      RowKey aRow,
      List<Term.Constant> b,
      RowKey bRow) {
    for (int i = 0; i < keys.size(); i++) {
      int order = Constants.ORDER.compare(a.get(i), b.get(i));
      if (order != 0) {
        return keys.get(i).descending() ? -order : order;
      }
    }
    return aRow.compareTo(bRow);
  }

  @Override
  public @Nullable ObservationRow next() {
    Keyed next = rows.poll();
    return next == null ? null : next.row();
  }

  @Override
  public void close() {
    rows.clear();
  }
}
