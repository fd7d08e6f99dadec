// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.CaseItem;
import org.jspecify.annotations.Nullable;

/**
 * Whether a ledger adds up: what was declared of an item against the sum of its parts, in exact
 * decimals. Items that nobody declared anything of say nothing. Pure.
 */
final class LedgerSums {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final Map<Long, List<CaseItem>> below;
  private final List<Problem> problems = new ArrayList<>();

  private LedgerSums(List<CaseItem> items) {
    below =
        items.stream()
            .collect(
                Collectors.groupingBy(CaseItem::parent, LinkedHashMap::new, Collectors.toList()));
  }

  /**
   * Where it does not add up.
   *
   * @param item the code of the item
   * @param field {@code parts}, {@code money}, {@code yearMoney}, {@code share}
   * @param declared what is said of it
   * @param counted what its parts come to
   */
  record Problem(String item, String field, String declared, String counted, String code) {}

  static List<Problem> check(List<CaseItem> items) {
    LedgerSums sums = new LedgerSums(items);
    items.forEach(sums::check);
    return sums.problems;
  }

  private void check(CaseItem item) {
    List<CaseItem> parts = below.getOrDefault(item.id(), List.of());
    if (parts.isEmpty()) {
      return;
    }
    Integer declared = item.parts();
    if (declared != null && declared != count(item)) {
      add(item, "parts", declared, count(item), "ledger-parts");
    }
    compare(item, "money", item.money(), sum(parts, CaseItem::money));
    compare(item, "yearMoney", item.yearMoney(), sum(parts, CaseItem::yearMoney));
    parts.forEach(part -> checkShare(item, part));
  }

  private void compare(
      CaseItem item, String field, @Nullable Decimal declared, @Nullable BigDecimal counted) {
    if (declared != null && counted != null && declared.toBigDecimal().compareTo(counted) != 0) {
      add(item, field, declared, counted.toPlainString(), "ledger-sum");
    }
  }

  /** A share is of the money of the year where there is one, else of all; rounded half up. */
  private void checkShare(CaseItem whole, CaseItem part) {
    Decimal share = part.share();
    Decimal of = whole.yearMoney() == null ? whole.money() : whole.yearMoney();
    Decimal own = whole.yearMoney() == null ? part.money() : part.yearMoney();
    if (share == null || of == null || own == null || of.unscaled() == 0) {
      return;
    }
    BigDecimal counted =
        own.toBigDecimal()
            .multiply(HUNDRED)
            .divide(of.toBigDecimal(), share.scale(), RoundingMode.HALF_UP);
    if (share.toBigDecimal().compareTo(counted) != 0) {
      add(part, "share", share, counted.toPlainString(), "ledger-share");
    }
  }

  private void add(CaseItem item, String field, Object declared, Object counted, String code) {
    problems.add(new Problem(item.code(), field, declared.toString(), counted.toString(), code));
  }

  private int count(CaseItem item) {
    return below.getOrDefault(item.id(), List.of()).stream()
        .mapToInt(
            part -> {
              Integer declared = part.parts();
              boolean whole = below.containsKey(part.id());
              return whole ? count(part) : declared == null ? 1 : declared;
            })
        .sum();
  }

  /** Null where none of them has any. */
  private static @Nullable BigDecimal sum(
      List<CaseItem> parts, Function<CaseItem, @Nullable Decimal> amount) {
    return parts.stream()
        .map(amount)
        .filter(Objects::nonNull)
        .map(Decimal::toBigDecimal)
        .reduce(BigDecimal::add)
        .orElse(null);
  }

  /**
   * What a ledger comes to: its items without parts, counted with what was declared of them.
   *
   * @param done how many of them are done
   * @param money null where none has any
   */
  record Total(int parts, int done, @Nullable BigDecimal money, @Nullable BigDecimal yearMoney) {}

  static Total total(List<CaseItem> items) {
    LedgerSums sums = new LedgerSums(items);
    List<CaseItem> top = sums.below.getOrDefault(0L, List.of());
    return new Total(
        top.stream().mapToInt(sums::size).sum(),
        top.stream().mapToInt(sums::done).sum(),
        sum(top, CaseItem::money),
        sum(top, CaseItem::yearMoney));
  }

  private int size(CaseItem item) {
    Integer declared = item.parts();
    return below.containsKey(item.id()) ? count(item) : declared == null ? 1 : declared;
  }

  private int done(CaseItem item) {
    List<CaseItem> parts = below.getOrDefault(item.id(), List.of());
    return parts.isEmpty()
        ? (item.open() ? 0 : size(item))
        : parts.stream().mapToInt(this::done).sum();
  }
}
