// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.epcis;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * The times that an event may hold beside its own: of a correction and of sensors. One that is
 * broken is as much of a fault as the event's own.
 */
final class EventTimes {
  private static final List<String> OF_SENSOR = List.of("time", "startTime", "endTime");

  private EventTimes() {}

  /**
   * @param index of the event in its document
   * @param faults takes what is wrong
   */
  static void check(JsonNode event, int index, List<EventFault> faults) {
    check(event, "", List.of("recordTime"), index, faults);
    String error = "errorDeclaration";
    check(event.path(error), "/" + error, List.of("declarationTime"), index, faults);
    JsonNode elements = event.path("sensorElementList");
    for (int i = 0; i < elements.size(); i++) {
      String element = "/sensorElementList/" + i;
      JsonNode each = elements.get(i);
      check(each.path("sensorMetadata"), element + "/sensorMetadata", OF_SENSOR, index, faults);
      JsonNode reports = each.path("sensorReport");
      for (int j = 0; j < reports.size(); j++) {
        check(reports.get(j), element + "/sensorReport/" + j, OF_SENSOR, index, faults);
      }
    }
  }

  private static void check(
      JsonNode node, String path, List<String> fields, int index, List<EventFault> faults) {
    for (String field : fields) {
      JsonNode value = node.get(field);
      if (value != null && EventReader.time(value.asText()).isEmpty()) {
        faults.add(EventFault.ofTime(index, path + "/" + field, value.asText()));
      }
    }
  }
}
