// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A frame as a person reads it: fields with names, the check sum judged, deviations placed.
 *
 * @param text the frame as text, for reading only; offsets count bytes of {@code hex}
 * @param declaredLength LEN; null when there is none
 * @param actualLength bytes of the data segment
 * @param crc verdict on the check sum, by name
 * @param crcExpected what the standard's check sum of the segment is; empty for encrypted content
 * @param dataTime null when there is none or it is no time
 */
record FrameExplanation(
    String text,
    String hex,
    String version,
    boolean lengthOk,
    @Nullable Integer declaredLength,
    int actualLength,
    String crc,
    String crcSent,
    String crcExpected,
    boolean crcOk,
    boolean encrypted,
    List<NamedValue> header,
    @Nullable Instant dataTime,
    List<Group> items,
    List<Departure> deviations) {
  FrameExplanation {
    header = List.copyOf(header);
    items = List.copyOf(items);
    deviations = List.copyOf(deviations);
  }

  record NamedValue(String field, String value) {}

  /**
   * What a frame says of one code, or one field without a code.
   *
   * @param plain whether it is a field without a code, such as DataTime
   * @param name null when the code is not in the table
   */
  record Group(
      String code,
      boolean plain,
      @Nullable LocalizedName name,
      @Nullable String unit,
      List<NamedValue> fields) {
    Group {
      fields = List.copyOf(fields);
    }
  }

  record Departure(String code, int offset, LocalizedName text) {}
}
