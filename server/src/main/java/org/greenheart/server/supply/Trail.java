// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supply;

import java.time.Instant;
import java.util.List;
import org.greenheart.storage.registry.Enterprise;
import org.greenheart.storage.registry.NoticeEvent;
import org.greenheart.storage.registry.NoticeKind;
import org.greenheart.storage.registry.SupplyEvent;
import org.greenheart.storage.registry.SupplyForecast;
import org.greenheart.storage.registry.SupplyOrder;
import org.greenheart.storage.registry.SupplyPartner;
import org.greenheart.storage.registry.SupplyProduct;
import org.greenheart.storage.registry.SupplyRequest;
import org.greenheart.storage.registry.Tables;

/** Writes down what happened, for both sides to read and to be told of, in its transaction. */
final class Trail {
  private Trail() {}

  /**
   * @param enterprise the side that acted; 0 for the clock
   * @param text what was said; may be empty
   */
  static void add(
      Tables tables,
      Step.Subject subject,
      long id,
      String who,
      long enterprise,
      String what,
      String text) {
    tables
        .supply()
        .add(new SupplyEvent(0, Words.of(subject), id, tables.now(), who, enterprise, what, text));
  }

  /**
   * Whether a step is told of: the same step of the same side rings again only once the other side
   * has done something since, or after a time.
   *
   * @param before what happened so far, oldest first
   */
  static boolean isNews(List<SupplyEvent> before, long acting, String what, Instant quietSince) {
    for (SupplyEvent event : before.reversed()) {
      if (event.enterprise() != acting || event.at().isBefore(quietSince)) {
        return true;
      }
      if (event.what().equals(what)) {
        return false;
      }
    }
    return true;
  }

  /** Tells those who are to be told, by bell, mail and webhook. */
  static void tell(
      Tables tables,
      NoticeKind kind,
      SupplyRequest request,
      String number,
      String path,
      String what,
      String who) {
    tell(
        tables,
        kind,
        request.partner(),
        number + " " + product(tables, request.product()),
        path,
        what,
        who);
  }

  private static String product(Tables tables, long product) {
    return tables.supply().product(product).map(SupplyProduct::name).orElse("");
  }

  private static void tell(
      Tables tables,
      NoticeKind kind,
      long partner,
      String title,
      String path,
      String what,
      String who) {
    long _ =
        tables
            .notices()
            .post(
                NoticeEvent.plain(
                    kind, partner, tables.now(), title, what + "\n" + who + "\n" + path, ""));
  }

  /** Tells of a partnership itself. */
  static void tell(Tables tables, SupplyPartner partner, String what, String who) {
    tell(
        tables,
        NoticeKind.SUPPLY_STEP,
        partner.id(),
        firm(tables, partner.buyer()) + " - " + firm(tables, partner.supplier()),
        "/supply?tab=partners",
        "partner-" + what,
        who);
  }

  private static String firm(Tables tables, long enterprise) {
    return tables.places().enterprises().find(enterprise).map(Enterprise::name).orElse("");
  }

  /** Tells of what a buyer will need. */
  static void tell(Tables tables, SupplyForecast forecast, String who) {
    tell(
        tables,
        NoticeKind.SUPPLY_STEP,
        forecast.partner(),
        forecast.month() + " " + product(tables, forecast.product()),
        "/supply?tab=stock",
        "forecast",
        who);
  }

  static void tell(
      Tables tables, NoticeKind kind, SupplyOrder order, String number, String what, String who) {
    SupplyRequest request = tables.supply().request(order.request()).orElseThrow();
    tell(tables, kind, request, number, "/supply/orders/" + order.id(), what, who);
  }

  static SupplyPartner partner(Tables tables, SupplyRequest request) {
    return tables.supply().partner(request.partner()).orElseThrow();
  }

  static SupplyPartner partner(Tables tables, SupplyOrder order) {
    return partner(tables, tables.supply().request(order.request()).orElseThrow());
  }
}
