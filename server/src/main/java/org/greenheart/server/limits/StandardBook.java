// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.limits;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.greenheart.regulation.limits.Entry;
import org.greenheart.regulation.limits.Limit;
import org.greenheart.regulation.limits.LimitBook;
import org.greenheart.regulation.limits.LimitTable;
import org.greenheart.storage.registry.LimitSwitch;
import org.greenheart.storage.registry.Limits;
import org.greenheart.storage.registry.OperatorLimit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The limits of all standards: those of the release, switched as operators said, and those that
 * operators wrote. Immutable once made.
 */
final class StandardBook {
  private static final Logger log = LoggerFactory.getLogger(StandardBook.class);
  private static final Map<String, Limit> SHIPPED =
      LimitTable.shipped().stream().collect(Collectors.toMap(LimitRefs::shipped, limit -> limit));

  private final NamedLimits named;
  private final LimitBook book;
  private final Map<String, List<Limit>> ofItem;

  private StandardBook(NamedLimits named) {
    this.named = named;
    this.book = LimitBook.of(named.list());
    this.ofItem = named.list().stream().collect(Collectors.groupingBy(Limit::item));
  }

  /** As the registry says. */
  static StandardBook read(Limits limits) {
    return of(limits.switches(), limits.operatorLimits());
  }

  /**
   * @throws org.greenheart.regulation.rules.LawException when two of them contradict each other
   */
  static StandardBook of(List<LimitSwitch> switches, List<OperatorLimit> said) {
    NamedLimits named = new NamedLimits();
    LimitTable.shipped().forEach(limit -> named.add(LimitRefs.shipped(limit), limit));
    Map<String, Limit> now = new HashMap<>(SHIPPED);
    for (LimitSwitch one : switches) {
      Limit limit = now.get(one.limit());
      if (limit == null) {
        log.warn(
            "Limit {} was switched by {} and is not in this release", one.limit(), one.author());
        continue;
      }
      Entry entry = Entry.correction(one.author(), one.recorded(), one.reason());
      named.add(one.limit(), limit.enabled(one.enabled(), entry));
    }
    for (OperatorLimit one : said) {
      if (one.place().outlet() == 0) {
        named.add(LimitRefs.operator(one.id()), OperatorLimits.limit(one, ""));
      }
    }
    return new StandardBook(named);
  }

  /** A limit of the release; null when there is none of this name. */
  static @Nullable Limit shipped(String ref) {
    return SHIPPED.get(ref);
  }

  LimitBook book() {
    return book;
  }

  NamedLimits named() {
    return named;
  }

  /** All entries for an item, of any standard and any time. */
  List<Limit> ofItem(String item) {
    return ofItem.getOrDefault(item, List.of());
  }
}
