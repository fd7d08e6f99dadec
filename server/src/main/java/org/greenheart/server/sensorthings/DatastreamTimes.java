// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.greenheart.storage.registry.EntityQuery;
import org.greenheart.storage.registry.EntityRow;
import org.greenheart.storage.registry.EntityType;
import org.greenheart.storage.registry.StreamRow;
import org.greenheart.storage.telemetry.Summary;

/** The times of Datastreams that follow from their observations. Not thread-safe. */
final class DatastreamTimes {
  private final Reading reading;
  private final Map<Long, StreamRow> streams = new HashMap<>();

  DatastreamTimes(Reading reading) {
    this.reading = reading;
  }

  /** Reads in one go what writing these Datastreams needs. */
  void prepare(List<EntityRow> rows) {
    List<Long> ids = rows.stream().map(EntityRow::id).toList();
    streams.clear();
    for (int from = 0; from < ids.size(); from += Expander.AT_ONCE) {
      List<Long> some = ids.subList(from, Math.min(ids.size(), from + Expander.AT_ONCE));
      EntityQuery query =
          EntityQuery.all(EntityType.DATASTREAM, some.size()).and(EntityQuery.idIn(some));
      reading
          .entities()
          .streams(query, List.of())
          .forEach(stream -> streams.put(stream.number(), stream));
    }
    reading.periods().prepare(streams.values());
  }

  /** Writes {@code phenomenonTime} and {@code resultTime}; nothing while there is no row. */
  void write(JsonGenerator json, long datastream, Selection selection) throws IOException {
    boolean phenomenonTime = selection.has("phenomenonTime");
    boolean resultTime = selection.has("resultTime");
    StreamRow stream = streams.get(datastream);
    if (stream == null || !(phenomenonTime || resultTime)) {
      return;
    }
    Summary summary = reading.telemetry().summary(datastream);
    if (summary.count() == 0) {
      return;
    }
    if (phenomenonTime) {
      json.writeStringField("phenomenonTime", phenomenonTime(stream, summary));
    }
    Instant first = summary.firstResultTime();
    Instant last = summary.lastResultTime();
    if (resultTime && first != null && last != null) {
      json.writeStringField("resultTime", Iso.millis(first) + "/" + Iso.millis(last));
    }
  }

  private String phenomenonTime(StreamRow stream, Summary summary) {
    long end = summary.lastMicros() + reading.periods().micros(stream, summary.lastMicros());
    return Iso.text(summary.firstMicros()) + "/" + Iso.text(end);
  }
}
