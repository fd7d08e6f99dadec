// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.epcis;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.greenheart.server.supply.LotCode;
import org.greenheart.storage.registry.LotAmount;
import org.greenheart.storage.registry.SupplyDelivery;
import org.greenheart.storage.registry.SupplyEvent;
import org.greenheart.storage.registry.SupplyLot;
import org.greenheart.storage.registry.SupplyOrder;
import org.greenheart.storage.registry.SupplyPartner;
import org.greenheart.storage.registry.SupplyProduct;
import org.greenheart.storage.registry.SupplyRequest;
import org.greenheart.storage.registry.Tables;
import org.jspecify.annotations.Nullable;

/**
 * A step of trade as an event of EPCIS 2.0: words of CBV 2.0, lots as GS1 Digital Links or Handles.
 * Its id is made of the company's and the step's, so that it is one event however often it is
 * written, and no other server's.
 *
 * @param owner the enterprise that did it
 * @param party the other side; null where there is none
 */
record TradeEvent(long owner, @Nullable Long party, ObjectNode json) {
  private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

  /** UN/ECE Recommendation 20; what is counted in pieces has none. */
  private static final Map<String, String> UNITS =
      Map.of(
          "kg", "KGM", "t", "TNE", "m2", "MTK", "m3", "MTQ", "L", "LTR", "kWh", "KWH", "MJ", "3B");

  /** A lot that was made, of what it was made where that is known. */
  static TradeEvent made(Tables tables, SupplyLot lot) {
    SupplyProduct product = tables.supply().product(lot.product()).orElseThrow();
    List<LotAmount> inputs = tables.supply().lots().inputs(lot.id());
    LocalDate today = LocalDate.ofInstant(tables.now(), BEIJING);
    // A day that was mistyped by millennia must not keep the events of all others waiting.
    boolean isOver = lot.madeTo().isBefore(today) && lot.madeTo().getYear() > 0;
    Instant time =
        isOver ? lot.madeTo().plusDays(1).atStartOfDay(BEIJING).toInstant() : tables.now();
    ObjectNode event =
        event(
            inputs.isEmpty() ? "ObjectEvent" : "TransformationEvent",
            party(tables, lot.owner()) + " lot " + lot.code(),
            time);
    if (inputs.isEmpty()) {
      event.put("action", "ADD");
      add(event.putArray("quantityList"), lot, lot.quantity(), product);
    } else {
      ArrayNode from = event.putArray("inputQuantityList");
      for (LotAmount input : inputs) {
        SupplyLot of = tables.supply().lots().find(input.lot()).orElseThrow();
        add(from, of, input.quantity(), tables.supply().product(of.product()).orElseThrow());
      }
      add(event.putArray("outputQuantityList"), lot, lot.quantity(), product);
    }
    event.put("bizStep", "commissioning").put("disposition", "active");
    return new TradeEvent(product.owner(), null, event);
  }

  /** What moved goods; of all other steps there is no event. */
  static Optional<TradeEvent> of(Tables tables, SupplyEvent step) {
    if (!step.subject().equals("delivery")) {
      return Optional.empty();
    }
    return switch (step.what()) {
      case "ship" -> Optional.of(moved(tables, step, true));
      // A delivery that is counted otherwise than it was sent has come all the same.
      case "receive", "dispute" -> Optional.of(moved(tables, step, false));
      default -> Optional.empty();
    };
  }

  private static TradeEvent moved(Tables tables, SupplyEvent step, boolean ships) {
    SupplyDelivery delivery = tables.supply().delivery(step.subjectId()).orElseThrow();
    SupplyOrder order = tables.supply().order(delivery.order()).orElseThrow();
    SupplyRequest request = tables.supply().request(order.request()).orElseThrow();
    SupplyPartner partner = tables.supply().partner(request.partner()).orElseThrow();
    SupplyProduct product = tables.supply().product(request.product()).orElseThrow();
    String supplier = party(tables, partner.supplier());
    String buyer = party(tables, partner.buyer());
    ObjectNode event =
        event("ObjectEvent", "%s step %s %s".formatted(supplier, step.id(), step.at()), step.at());
    event.put("action", "OBSERVE").put("bizStep", ships ? "shipping" : "receiving");
    event.put("disposition", ships ? "in_transit" : disposition(delivery.quality()));
    List<LotAmount> lots = tables.supply().lotsOf(delivery.id());
    ArrayNode quantities = event.putArray("quantityList");
    for (LotAmount lot : lots) {
      add(
          quantities,
          tables.supply().lots().find(lot.lot()).orElseThrow(),
          ships ? lot.quantity() : counted(delivery, lot, lots.size()),
          product);
    }
    ArrayNode papers = event.putArray("bizTransactionList");
    papers.addObject().put("type", "po").put("bizTransaction", buyer + ":order:" + order.id());
    papers
        .addObject()
        .put("type", "desadv")
        .put("bizTransaction", supplier + ":delivery:" + delivery.id());
    event.putArray("sourceList").addObject().put("type", "owning_party").put("source", supplier);
    event
        .putArray("destinationList")
        .addObject()
        .put("type", "owning_party")
        .put("destination", buyer);
    return ships
        ? new TradeEvent(partner.supplier(), partner.buyer(), event)
        : new TradeEvent(partner.buyer(), partner.supplier(), event);
  }

  /**
   * By lot; null where only the sum of several was counted, and it is not the one that was sent.
   */
  private static @Nullable BigDecimal counted(SupplyDelivery delivery, LotAmount lot, int lots) {
    BigDecimal counted = delivery.counted();
    if (counted == null || counted.compareTo(delivery.shipped()) == 0) {
      return lot.quantity();
    }
    return lots == 1 ? counted : null;
  }

  private static String disposition(SupplyDelivery.@Nullable Quality quality) {
    if (quality == null) {
      return "in_progress";
    }
    return switch (quality) {
      case PASSED -> "conformant";
      case CONDITIONAL -> "in_progress";
      case FAILED -> "non_conformant";
    };
  }

  private static ObjectNode event(String type, String about, Instant time) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("type", type);
    event.put("eventID", "urn:uuid:" + UUID.nameUUIDFromBytes(about.getBytes(UTF_8)));
    event.put(
        "eventTime",
        DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
            time.truncatedTo(ChronoUnit.MILLIS).atZone(BEIJING)));
    event.put("eventTimeZoneOffset", "+08:00");
    return event;
  }

  private static void add(
      ArrayNode list, SupplyLot lot, @Nullable BigDecimal quantity, SupplyProduct product) {
    ObjectNode element = list.addObject().put("epcClass", LotCode.uri(lot.code()));
    if (quantity != null) {
      element.put("quantity", quantity);
      String unit = UNITS.get(product.unit());
      if (unit != null) {
        element.put("uom", unit);
      }
    }
  }

  /** By the credit code, as footprints name a company. */
  private static String party(Tables tables, long enterprise) {
    return "urn:pact:company:uscc:"
        + tables.places().enterprises().find(enterprise).orElseThrow().creditCode();
  }
}
