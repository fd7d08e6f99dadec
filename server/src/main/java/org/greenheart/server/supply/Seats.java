// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supply;

import io.javalin.http.Context;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import org.greenheart.server.accounts.Caller;
import org.greenheart.server.accounts.Callers;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.Params;
import org.greenheart.storage.registry.SupplyPartner;

/**
 * For which enterprises a caller sits at the table: those that the scope names. To see a point of
 * an enterprise is not enough: what it trades is between it and its partners.
 *
 * @param who the caller's name
 * @param everything then the set says nothing
 */
public record Seats(String who, boolean everything, Set<Long> enterprises) {
  public Seats {
    enterprises = Set.copyOf(enterprises);
  }

  public static Seats of(Context ctx) {
    Caller caller = Callers.of(ctx);
    Seats all =
        new Seats(
            caller.signature(null), caller.scope().everything(), caller.scope().enterprises());
    return Params.optionalNumber(ctx, "seat").map(all::only).orElse(all);
  }

  /** As one of them, so that who sits for several can speak for one. */
  Seats only(long enterprise) {
    require(enterprise);
    return new Seats(who, false, Set.of(enterprise));
  }

  public boolean holds(long enterprise) {
    return everything || enterprises.contains(enterprise);
  }

  /**
   * @throws ApiException 404 {@code enterprise-not-found}
   */
  public void require(long enterprise) {
    if (!holds(enterprise)) {
      throw ApiException.notFound(
          "enterprise-not-found", "enterprise (%s) does not exist".formatted(enterprise));
    }
  }

  public boolean sees(SupplyPartner partner) {
    return holds(partner.buyer()) || holds(partner.supplier());
  }

  Set<Side> sides(SupplyPartner partner) {
    Set<Side> sides = EnumSet.noneOf(Side.class);
    for (Side side : Side.values()) {
      if (holds(side.of(partner))) {
        sides.add(side);
      }
    }
    return sides;
  }

  /** The steps of a subject that one of the caller's sides may take now. */
  List<Step> steps(Step.Subject subject, SupplyPartner partner, BiPredicate<Step, Side> fits) {
    Set<Side> sides = sides(partner);
    return Step.of(subject).stream()
        .filter(step -> sides.stream().anyMatch(side -> fits.test(step, side)))
        .toList();
  }

  /**
   * The enterprise that takes a step.
   *
   * @throws ApiException 409 {@code step-state}, 403 {@code step-side}
   */
  long acting(Step step, SupplyPartner partner, BiPredicate<Step, Side> fits) {
    for (Side side : sides(partner)) {
      if (fits.test(step, side)) {
        return side.of(partner);
      }
    }
    for (Side side : Side.values()) {
      if (fits.test(step, side)) {
        throw new ApiException(
            403, "step-side", "%s is for the other side to do".formatted(Words.of(step)));
      }
    }
    throw new ApiException(409, "step-state", "%s is not possible now".formatted(Words.of(step)));
  }
}
