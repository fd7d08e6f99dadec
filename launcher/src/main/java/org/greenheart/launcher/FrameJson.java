// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.greenheart.protocols.hj212.Deviation;
import org.greenheart.protocols.hj212.DeviationCode;
import org.greenheart.protocols.hj212.Field;
import org.greenheart.protocols.hj212.Hj212Frame;
import org.greenheart.protocols.hj212.Hj212Message;
import org.greenheart.protocols.hj212.Item;

/**
 * The JSON form of inspected frames. A line of input is one frame: when it holds more, the fields
 * are those of the first, neither LEN nor CRC covers the line, and the deviation {@code
 * another-frame} tells where the next one starts.
 */
final class FrameJson {
  private static final Set<String> HEADER =
      Set.of("QN", "ST", "CN", "PW", "MN", "Flag", "PNUM", "PNO", "RF");

  /** ASCII only, so that no console can spoil it. */
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private FrameJson() {}

  /**
   * One line of JSON.
   *
   * @param frames the frames of the line, at least one
   * @param message what the first one says
   */
  static String line(List<Hj212Frame> frames, Hj212Message message) {
    Hj212Frame frame = frames.getFirst();
    boolean alone = frames.size() == 1;
    List<Deviation> deviations = new ArrayList<>(message.deviations());
    if (!alone) {
      deviations.add(
          new Deviation(DeviationCode.ANOTHER_FRAME, frame.size() + 2 + frames.get(1).skipped()));
    }
    ObjectNode object = JSON.createObjectNode();
    object.put("version", message.version().year());
    object.put("lengthOk", alone && frame.lengthRight());
    object.put("crcOk", alone && message.crc().right());
    object.put("encrypted", message.encrypted());
    ObjectNode header = object.putObject("header");
    for (Field field : message.header()) {
      if (HEADER.contains(field.name())) {
        header.put(field.name(), field.value().strip());
      }
    }
    ArrayNode items = object.putArray("items");
    for (Item item : message.items()) {
      items.add(item(item));
    }
    ArrayNode list = object.putArray("deviations");
    for (Deviation deviation : deviations) {
      list.addObject().put("code", deviation.code().code()).put("offset", deviation.offset());
    }
    try {
      return JSON.writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a frame cannot be written as JSON", e);
    }
  }

  /** Names to values as sent; a name that comes more than once gives the array of its values. */
  private static ObjectNode item(Item item) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (Field field : item.fields()) {
      values.computeIfAbsent(field.name(), _ -> new ArrayList<>(1)).add(field.value());
    }
    ObjectNode object = JSON.createObjectNode();
    values.forEach(
        (name, all) -> {
          if (all.size() == 1) {
            object.put(name, all.getFirst());
          } else {
            ArrayNode array = object.putArray(name);
            all.forEach(array::add);
          }
        });
    return object;
  }
}
