// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.greenheart.protocols.hj212.Field;
import org.greenheart.protocols.hj212.Hj212Message;
import org.greenheart.protocols.hj212.Item;
import org.greenheart.storage.Micros;
import org.greenheart.storage.telemetry.RowChange;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows of the readings in a message: one row for each quantity, at the start of the time that
 * the reading stands for. What is said of one quantity in several places of a message comes
 * together; parts of a split message come together in the storage. Stateless.
 */
final class RowMapper {
  private static final ZoneRules BEIJING = ZoneId.of("Asia/Shanghai").getRules();
  private static final int FEW = 16;

  /** Names without a code that belong to the message, not to a quantity. */
  private static final Set<String> OF_MESSAGE =
      Set.of(
          "AlarmTarget",
          "AlarmTime",
          "AlarmType",
          "BeginTime",
          "CTime",
          "CalibrationType",
          "CstartTime",
          "DataTime",
          "EndTime",
          "ExeRtn",
          "InfoId",
          "MinInterval",
          "NewPW",
          "NewSK",
          "OverTime",
          "PNO",
          "PNUM",
          "PW",
          "PolId",
          "QN",
          "QnRtn",
          "ReCount",
          "ReportTime",
          "RestartTime",
          "RtdInterval",
          "SKCreateTime",
          "Stime",
          "SystemTime",
          "VaseNo",
          "WarnTime");

  private RowMapper() {}

  /** A time of HJ 212, which means Beijing time, as microseconds since 1970-01-01Z. */
  static long micros(LocalDateTime beijing) {
    return Micros.of(beijing.toInstant(BEIJING.getOffset(beijing)));
  }

  /** What the message says of each quantity, in the order of first mention. */
  static List<RowFields> fields(Hj212Message message, Series series) {
    List<RowFields> readings = new ArrayList<>();
    @Nullable Map<String, RowFields> byCode = null;
    @Nullable RowFields last = null;
    for (Item item : message.items()) {
      for (Field field : item.fields()) {
        String code = codeOf(field);
        if (!code.isEmpty()) {
          if (last == null || !last.code().equals(code)) {
            if (byCode == null && readings.size() == FEW) {
              byCode = new HashMap<>();
              for (RowFields reading : readings) {
                byCode.put(reading.code(), reading);
              }
            }
            last = byCode == null ? search(readings, code) : byCode.get(code);
            if (last == null) {
              last = new RowFields(code, series, message.st());
              readings.add(last);
              if (byCode != null) {
                byCode.put(code, last);
              }
            }
          }
          last.take(partOf(field, series), field.part(), field.value());
        } else if (last != null && field.part().equals("Flag")) {
          // "a34001-Rtd=92;Flag=N": the mark of the quantity before it.
          last.take(Part.FLAG, field.part(), field.value());
        }
      }
    }
    return readings;
  }

  private static @Nullable RowFields search(List<RowFields> readings, String code) {
    for (RowFields reading : readings) {
      if (reading.code().equals(code)) {
        return reading;
      }
    }
    return null;
  }

  /** A bare name that the standard does not know, {@code FANSTATUS=1}, is a quantity of its own. */
  private static String codeOf(Field field) {
    if (!field.code().isEmpty()) {
      return field.code();
    }
    String name = field.part();
    return OF_MESSAGE.contains(name) || Part.of(name) != Part.OTHER || name.isBlank() ? "" : name;
  }

  private static Part partOf(Field field, Series series) {
    if (!field.code().isEmpty()) {
      return Part.of(field.part());
    }
    return series == Series.REALTIME ? Part.RTD : Part.AVG;
  }

  static List<RowChange> changes(List<RowFields> readings, long[] datastreams, long startMicros) {
    List<RowChange> changes = new ArrayList<>(datastreams.length);
    for (int i = 0; i < datastreams.length; i++) {
      if (datastreams[i] != Streams.NONE && !readings.get(i).isEmpty()) {
        changes.add(readings.get(i).toChange(datastreams[i], startMicros));
      }
    }
    return changes;
  }
}
