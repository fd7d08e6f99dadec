// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.epcis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.greenheart.server.supply.LotCode;
import org.greenheart.storage.registry.EpcisEvent;
import org.greenheart.storage.registry.Tables;
import org.jspecify.annotations.Nullable;

/**
 * An event as far as it is the reader's to know. Who sees it only because some of a lot was shipped
 * to it reads neither how much of the lot there was, nor of lots that it did not get, nor which
 * papers and parties belong to it: these are often other buyers'. All of it may be missing in an
 * event (EPCIS 2.0, section 7.3.3.3 and 7.4.1).
 */
final class SeenEvent {
  private static final List<String> AMOUNTS = List.of("quantityList", "childQuantityList");
  private static final List<String> NAMES = List.of("epcList", "childEPCs");
  private static final List<String> OF_OTHERS = List.of("bizTransactionList", "sourceList");

  private SeenEvent() {}

  /**
   * Takes out of an event what is not the readers'.
   *
   * @param readers null for those who see everybody's
   */
  static void cut(Tables tables, @Nullable Set<Long> readers, EpcisEvent event, ObjectNode json) {
    if (readers == null || readers.contains(event.owner()) || isFor(event)) {
      return;
    }
    for (String list : AMOUNTS) {
      for (Iterator<JsonNode> each = json.path(list).iterator(); each.hasNext(); ) {
        if (!(each.next() instanceof ObjectNode amount)) {
          continue;
        }
        if (isKnown(tables, readers, event, amount.path("epcClass").asText())) {
          amount.remove(List.of("quantity", "uom"));
        } else {
          each.remove();
        }
      }
    }
    for (String list : NAMES) {
      for (Iterator<JsonNode> each = json.path(list).iterator(); each.hasNext(); ) {
        if (!isKnown(tables, readers, event, each.next().asText())) {
          each.remove();
        }
      }
    }
    if (!isKnown(tables, readers, event, json.path("parentID").asText())) {
      json.remove("parentID");
    }
    json.remove(OF_OTHERS);
  }

  /** One of trade is seen by its two sides alone; another's destinations name whoever sees it. */
  private static boolean isFor(EpcisEvent event) {
    return event.capture().equals(EpcisEvent.TRADE)
        || event.keys().stream().anyMatch(key -> key.role().equals("destination"));
  }

  /** A lot that was shipped to the readers, or the name of no lot at all. */
  private static boolean isKnown(Tables tables, Set<Long> readers, EpcisEvent event, String name) {
    String code = LotCode.told(name).orElse(null);
    return code == null
        || tables
            .supply()
            .lots()
            .byCode(event.owner(), code)
            .map(lot -> tables.supply().lots().shippedTo(readers, List.of(lot.id())))
            .filter(came -> !came.isEmpty())
            .isPresent();
  }
}
