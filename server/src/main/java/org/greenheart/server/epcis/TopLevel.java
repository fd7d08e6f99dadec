// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.epcis;

import java.util.List;
import org.greenheart.storage.registry.EpcisEvents.Column;
import org.jspecify.annotations.Nullable;

/** By what events can be walked through without a query (EPCIS 2.0, section 12.5). */
enum TopLevel {
  EVENT_TYPES(
      "eventTypes",
      Column.TYPE,
      """
      AggregationEvent AssociationEvent ObjectEvent TransactionEvent TransformationEvent"""),
  /** Of single things and of classes: a lot is one of the latter. */
  EPCS("epcs", null, ""),
  /** The words are those of CBV 2.0, section 7.1. */
  BIZ_STEPS(
      "bizSteps",
      Column.BIZ_STEP,
      """
      accepting arriving assembling collecting commissioning consigning creating_class_instance \
      cycle_counting decommissioning departing destroying disassembling dispensing encoding \
      entering_exiting holding inspecting installing killing loading other packing picking \
      receiving removing repackaging repairing replacing reserving retail_selling sampling \
      sensor_reporting shipping staging_outbound stock_taking stocking storing transporting \
      unloading unpacking void_shipping"""),
  BIZ_LOCATIONS("bizLocations", Column.BIZ_LOCATION, ""),
  READ_POINTS("readPoints", Column.READ_POINT, ""),
  /** The words are those of CBV 2.0, section 7.2. */
  DISPOSITIONS(
      "dispositions",
      Column.DISPOSITION,
      """
      active available completeness_inferred completeness_verified conformant container_closed \
      container_open damaged destroyed dispensed disposed encoded expired in_progress in_transit \
      inactive mismatch_class mismatch_instance mismatch_quantity needs_replacement \
      no_pedigree_match non_conformant non_sellable_other partially_dispensed recalled reserved \
      retail_sold returned sellable_accessible sellable_not_accessible stolen unavailable unknown""");

  private final String path;
  private final @Nullable Column column;
  private final String words;

  TopLevel(String path, @Nullable Column column, String words) {
    this.path = path;
    this.column = column;
    this.words = words;
  }

  String path() {
    return path;
  }

  /** Of the events; null where it is their identifiers. */
  @Nullable Column column() {
    return column;
  }

  /** Those of the standard; none where it has none. */
  List<String> words() {
    return words.isEmpty() ? List.of() : List.of(words.split(" ", -1));
  }
}
