// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.greenheart.regulation.carbon.EnergyCarrier;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.storage.registry.Product;

/**
 * Shares the energy and the carbon of a works out to what it made. What a unit used beyond what its
 * parts used belongs to everything made in it, by mass; a unit that made one product gives it all.
 * Not thread-safe.
 */
final class ProductShares {
  private final EnergyBalance balance;
  private final CarbonCount count;
  private final LocalDate day;
  private final Map<Long, Share> shares = new LinkedHashMap<>();

  private ProductShares(EnergyBalance balance, CarbonCount count, LocalDate day) {
    this.balance = balance;
    this.count = count;
    this.day = day;
  }

  /** What one product gets. */
  private static final class Share {
    private final Product product;
    private BigDecimal amount = BigDecimal.ZERO;
    private BigDecimal qualified = BigDecimal.ZERO;
    private final Map<EnergyCarrier, BigDecimal> energy = new EnumMap<>(EnergyCarrier.class);
    private BigDecimal tCO2 = BigDecimal.ZERO;
    private BigDecimal alone = BigDecimal.ZERO;
    private final Set<String> missing = new LinkedHashSet<>();
    private boolean whole = true;

    Share(Product product) {
      this.product = product;
    }

    /** Something that is not known of its energy or its output. */
    void lacks(String what) {
      whole = false;
      missing.add(what);
    }
  }

  /**
   * @param day whose table of standard coal holds
   */
  static List<ProductFigure> of(EnergyBalance balance, CarbonCount count, LocalDate day) {
    ProductShares shares = new ProductShares(balance, count, day);
    for (Made made : balance.made()) {
      Share share =
          shares.shares.computeIfAbsent(made.product().id(), id -> new Share(made.product()));
      share.amount = share.amount.add(made.amount());
      share.qualified = share.qualified.add(made.qualified());
      if (!made.isRead()) {
        share.lacks("output: readings are missing");
      }
    }
    shares.shares.values().forEach(share -> shares.requirePlace(share, balance.made()));
    shares.shareOut(balance.works(), balance.made());
    return shares.shares.values().stream().map(shares::figure).toList();
  }

  /** What is made in a kiln, and another time nobody knows where, would get part of its energy. */
  private void requirePlace(Share share, List<Made> made) {
    List<Made> of = made.stream().filter(one -> one.product().id() == share.product.id()).toList();
    if (of.stream().anyMatch(one -> one.unit() != 0)) {
      of.stream()
          .filter(one -> one.unit() == 0)
          .flatMap(one -> one.sources().stream())
          .forEach(source -> share.lacks(source.name() + ": says no line or kiln"));
    }
  }

  /**
   * @param around what is meant where nothing was said to be made in the unit itself
   */
  private void shareOut(UnitUse use, List<Made> around) {
    Set<Long> within = new HashSet<>();
    collect(use, within);
    List<Made> own =
        use.unit() == null
            ? balance.made()
            : balance.made().stream().filter(one -> within.contains(one.unit())).toList();
    List<Made> made = own.isEmpty() ? around : own;
    List<Made> unplaced = made.stream().filter(one -> one.unit() == use.id()).toList();
    use.parts().forEach(part -> shareOut(part, unplaced.isEmpty() ? made : unplaced));
    for (CarrierUse carrier : use.uses().values()) {
      if (!carrier.own()) {
        continue;
      }
      BigDecimal rest = carrier.amount().subtract(use.below(carrier.carrier()));
      if (rest.signum() <= 0 && carrier.amount().signum() > 0 && !use.parts().isEmpty()) {
        continue; // the meters of the parts say all of it, or more: that is a finding already
      }
      give(carrier, rest, made);
    }
  }

  private static void collect(UnitUse use, Set<Long> within) {
    within.add(use.id());
    use.parts().forEach(part -> collect(part, within));
  }

  private void give(CarrierUse use, BigDecimal rest, List<Made> made) {
    for (Made one : made) {
      if (!use.isRead()) {
        share(one).lacks(use.carrier().word() + ": readings are missing");
      }
      if (!Stretches.common(use.gaps(), one.times()).isEmpty()) {
        share(one).lacks(use.carrier().word() + ": no meter or bill tells of all of the time");
      }
    }
    if (rest.signum() == 0 || made.isEmpty()) {
      return;
    }
    Emission emission =
        use.carrier().kind() == EnergyCarrier.Kind.MATERIAL
            ? count.of(use)
            : count.of(use.carrier(), rest);
    Set<Long> products = new HashSet<>();
    made.forEach(one -> products.add(one.product().id()));
    Optional<BigDecimal> mass = mass(made);
    for (Made one : made) {
      Share share = share(one);
      if (emission.tCO2().isEmpty()) {
        share.missing.add(use.carrier().word() + ": " + emission.missing());
      }
      BigDecimal part = BigDecimal.ONE;
      if (made.size() > 1) {
        boolean weighed = mass.isPresent() && mass.get().signum() > 0;
        if (amount(made).signum() == 0) {
          continue; // nothing was read of any of it: that is told already
        }
        if (!weighed && products.size() > 1) {
          share.lacks(use.carrier().word() + ": the mass of one piece or m2 is not known");
          continue;
        }
        part =
            weighed
                ? Exact.divide(one.tonnes().orElse(BigDecimal.ZERO), mass.get())
                : Exact.divide(one.amount(), amount(made));
      }
      if (use.carrier().kind() != EnergyCarrier.Kind.MATERIAL) {
        share.energy.merge(use.carrier(), rest.multiply(part), BigDecimal::add);
      }
      BigDecimal carbon = emission.tCO2().orElse(BigDecimal.ZERO).multiply(part);
      share.tCO2 = share.tCO2.add(carbon);
      if (products.size() == 1) {
        share.alone = share.alone.add(carbon);
      }
    }
  }

  private Share share(Made made) {
    return shares.computeIfAbsent(made.product().id(), id -> new Share(made.product()));
  }

  /** Of all together; empty when that of one is not known. */
  private static Optional<BigDecimal> mass(List<Made> made) {
    BigDecimal mass = BigDecimal.ZERO;
    for (Made one : made) {
      Optional<BigDecimal> tonnes = one.tonnes();
      if (tonnes.isEmpty()) {
        return Optional.empty();
      }
      mass = mass.add(tonnes.get());
    }
    return Optional.of(mass);
  }

  private static BigDecimal amount(List<Made> made) {
    return made.stream().map(Made::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private ProductFigure figure(Share share) {
    BigDecimal kgce = BigDecimal.ZERO;
    for (Map.Entry<EnergyCarrier, BigDecimal> each : share.energy.entrySet()) {
      kgce =
          kgce.add(
              count
                  .coal(each.getKey(), each.getValue(), day)
                  .map(Reasoned::value)
                  .orElse(BigDecimal.ZERO));
    }
    List<String> missing = new ArrayList<>(share.missing);
    if (share.energy.isEmpty() && share.tCO2.signum() == 0) {
      missing.add("no energy is known for the time");
    }
    boolean known = missing.isEmpty();
    return new ProductFigure(
        share.product,
        count.thickness(share.product.code()),
        share.amount,
        share.qualified,
        share.energy,
        kgce,
        share.whole,
        known ? Optional.of(share.tCO2.movePointRight(3)) : Optional.empty(),
        known && share.tCO2.signum() > 0
            ? Optional.of(Exact.divide(share.alone, share.tCO2))
            : Optional.empty(),
        missing);
  }
}
