// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supply;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.greenheart.server.api.LocalizedName;
import org.greenheart.server.supply.Names.Firm;
import org.greenheart.server.supply.Names.Product;
import org.greenheart.server.supply.TradeViews.Part;
import org.greenheart.storage.registry.Footprint;
import org.greenheart.storage.registry.LotStep;
import org.greenheart.storage.registry.SupplyLot;
import org.greenheart.storage.registry.Tables;
import org.jspecify.annotations.Nullable;

/** Lots as those who have them read them, and as everybody may. */
final class LotViews {
  private LotViews() {}

  /**
   * A lot.
   *
   * @param uri that names it for everybody
   * @param own of the caller, not a received one
   * @param quantity all of it for its owner; for others what was shipped to them
   * @param left what the caller has of it still
   * @param footprint kilograms of CO2 equivalent for one unit; null where nobody has said
   */
  record LotView(
      long id,
      String code,
      String uri,
      Product product,
      BigDecimal quantity,
      BigDecimal left,
      LocalDate madeFrom,
      LocalDate madeTo,
      List<String> shown,
      boolean own,
      @Nullable BigDecimal footprint,
      int version) {
    static LotView of(Tables tables, Seats seats, SupplyLot lot) {
      boolean own = seats.holds(lot.owner());
      return new LotView(
          lot.id(),
          lot.code(),
          LotCode.uri(lot.code()),
          Product.of(tables, lot.product()),
          own ? lot.quantity() : tables.supply().lots().shipped(lot.id(), seats.enterprises()),
          LotDesk.left(tables, seats, lot),
          lot.madeFrom(),
          lot.madeTo(),
          lot.shown().stream().sorted().toList(),
          own,
          tables
              .supply()
              .footprints()
              .active(lot.product(), lot.id())
              .map(Footprint::kilograms)
              .orElse(null),
          lot.version());
    }
  }

  /**
   * A lot with what it was made of, as far as that is the caller's to know.
   *
   * @param held whether its owner holds the prefix of its code: only then it has a public page
   */
  record LotPage(LotView lot, List<Part> inputs, List<Firm> receivers, boolean held) {
    static LotPage of(Tables tables, Seats seats, SupplyLot lot) {
      boolean own = seats.holds(lot.owner());
      return new LotPage(
          LotView.of(tables, seats, lot),
          own
              ? tables.supply().lots().inputs(lot.id()).stream()
                  .map(each -> Part.of(tables, each))
                  .toList()
              : List.of(),
          own
              ? tables.supply().lots().receivers(lot.id()).stream()
                  .sorted()
                  .map(each -> Firm.of(tables, each))
                  .toList()
              : List.of(),
          tables
              .supply()
              .prefixes()
              .holder(lot.code())
              .filter(each -> each == lot.owner())
              .isPresent());
    }
  }

  /**
   * A lot's way.
   *
   * @param lots different ones that were found
   */
  record TraceView(String direction, int lots, List<TraceLevel> levels) {
    private static final int MOST_SHOWN = 200;

    static TraceView of(
        Tables tables, Seats seats, SupplyLot from, boolean downstream, int levels) {
      List<LotStep> steps = tables.supply().lots().trace(from.id(), downstream, levels);
      Map<Integer, Set<Long>> byLevel = new TreeMap<>();
      Map<Integer, Map<Long, List<LotStep>>> step = new HashMap<>();
      Set<Long> all = new HashSet<>();
      for (LotStep each : steps) {
        long lot = downstream ? each.lot() : each.input();
        all.add(lot);
        byLevel.computeIfAbsent(each.level(), level -> new LinkedHashSet<>()).add(lot);
        step.computeIfAbsent(each.level(), level -> new HashMap<>())
            .computeIfAbsent(lot, id -> new ArrayList<>())
            .add(each);
      }
      Set<Long> own = own(tables, seats, from, all);
      Set<Long> seen =
          seats.everything()
              ? all
              : union(own, tables.supply().lots().shippedTo(seats.enterprises(), all));
      List<TraceLevel> views =
          byLevel.entrySet().stream()
              .map(
                  level ->
                      TraceLevel.of(
                          tables,
                          level.getKey(),
                          level.getValue(),
                          seen,
                          own,
                          step.getOrDefault(level.getKey(), Map.of()),
                          MOST_SHOWN))
              .toList();
      return new TraceView(downstream ? "down" : "up", all.size(), views);
    }

    /** Of others' lots that were not received it is known only that there are some. */
    private static Set<Long> union(Set<Long> own, Set<Long> received) {
      return Stream.concat(own.stream(), received.stream()).collect(Collectors.toSet());
    }

    private static Set<Long> own(Tables tables, Seats seats, SupplyLot from, Set<Long> lots) {
      return Stream.concat(Stream.of(from), tables.supply().lots().all(lots).stream())
          .filter(lot -> seats.holds(lot.owner()))
          .map(SupplyLot::id)
          .collect(Collectors.toSet());
    }
  }

  /**
   * Lots at one distance.
   *
   * @param count of all of them
   * @param hidden how many of them are others' and not for the caller
   * @param lots the first of the rest
   */
  record TraceLevel(int level, int count, int hidden, List<TraceLot> lots) {
    static TraceLevel of(
        Tables tables,
        int level,
        Set<Long> lots,
        Set<Long> seen,
        Set<Long> own,
        Map<Long, List<LotStep>> steps,
        int most) {
      List<Long> shown = lots.stream().filter(seen::contains).toList();
      Map<Long, SupplyLot> rows =
          tables.supply().lots().all(shown.stream().limit(most).toList()).stream()
              .collect(Collectors.toMap(SupplyLot::id, Function.identity()));
      return new TraceLevel(
          level,
          lots.size(),
          lots.size() - shown.size(),
          shown.stream()
              .limit(most)
              .flatMap(id -> Stream.ofNullable(rows.get(id)))
              .map(lot -> TraceLot.of(tables, lot, own, steps.getOrDefault(lot.id(), List.of())))
              .toList());
    }
  }

  /**
   * One lot of a way.
   *
   * @param quantity of the inputs that passed on this step into lots that the caller made, where
   *     all have one unit: how much another one used is that one's business
   * @param unit of the inputs
   */
  record TraceLot(
      long id, String code, Product product, @Nullable BigDecimal quantity, @Nullable String unit) {
    static TraceLot of(Tables tables, SupplyLot lot, Set<Long> own, List<LotStep> steps) {
      List<LotStep> told = steps.stream().filter(step -> own.contains(step.lot())).toList();
      Set<String> units =
          told.stream().map(step -> unit(tables, step.input())).collect(Collectors.toSet());
      boolean isSum = units.size() == 1;
      return new TraceLot(
          lot.id(),
          lot.code(),
          Product.of(tables, lot.product()),
          isSum
              ? told.stream().map(LotStep::quantity).reduce(BigDecimal.ZERO, BigDecimal::add)
              : null,
          isSum ? units.iterator().next() : null);
    }

    private static String unit(Tables tables, long lot) {
      long product = tables.supply().lots().find(lot).orElseThrow().product();
      return tables.supply().product(product).orElseThrow().unit();
    }
  }

  /** What whoever knows the code may see: a field that the owner does not show is null. */
  record PublicLot(
      String code,
      String uri,
      @Nullable LocalizedName product,
      @Nullable String productCode,
      @Nullable String unit,
      @Nullable LocalizedName owner,
      @Nullable BigDecimal quantity,
      @Nullable LocalDate madeFrom,
      @Nullable LocalDate madeTo,
      @Nullable PublicFootprint footprint) {
    static PublicLot of(Tables tables, SupplyLot lot) {
      Product product = Product.of(tables, lot.product());
      Set<String> shown = lot.shown();
      boolean named = shown.contains("product");
      boolean days = shown.contains("days");
      return new PublicLot(
          lot.code(),
          LotCode.uri(lot.code()),
          named ? product.name() : null,
          named ? product.code() : null,
          named || shown.contains("quantity") ? product.unit() : null,
          shown.contains("owner") ? product.owner().name() : null,
          shown.contains("quantity") ? lot.quantity() : null,
          days ? lot.madeFrom() : null,
          days ? lot.madeTo() : null,
          shown.contains("footprint")
              ? tables
                  .supply()
                  .footprints()
                  .active(lot.product(), lot.id())
                  .map(each -> PublicFootprint.of(each, product.unit()))
                  .orElse(null)
              : null);
    }
  }

  /** A footprint with what it rests on. */
  record PublicFootprint(
      BigDecimal kilograms,
      String unit,
      @Nullable BigDecimal primaryShare,
      String boundary,
      String method) {
    static PublicFootprint of(Footprint footprint, String unit) {
      return new PublicFootprint(
          footprint.kilograms(),
          unit,
          footprint.primaryShare(),
          footprint.boundary(),
          footprint.method());
    }
  }
}
