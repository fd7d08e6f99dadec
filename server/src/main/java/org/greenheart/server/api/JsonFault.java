// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says what is wrong with a JSON text in the words of its writer: fields and places, no classes.
 */
public final class JsonFault {
  private JsonFault() {}

  /**
   * Reads a body as a record.
   *
   * @param what it is to be: {@code rule}
   * @throws ApiException 400 {@code json-broken}
   */
  public static <T> T read(ObjectMapper mapper, String body, Class<T> type, String what) {
    String fault;
    try {
      T read = mapper.readValue(body, type);
      if (read != null) {
        return read;
      }
      fault = "it is null";
    } catch (JsonProcessingException e) {
      fault = text(e);
    }
    throw ApiException.badRequest("json-broken", "the body is no %s: %s".formatted(what, fault));
  }

  /** The rest of a sentence: {@code dwellSeconds (soon) has another type than is asked for}. */
  public static String text(JsonProcessingException fault) {
    return switch (fault) {
      case UnrecognizedPropertyException unknown -> "%s is no field here".formatted(path(unknown));
      case InvalidFormatException format ->
          "%s (%s) has another type than is asked for".formatted(path(format), format.getValue());
      case JsonMappingException mapping when !mapping.getPath().isEmpty() ->
          "%s does not fit".formatted(path(mapping));
      case JsonMappingException mapping -> "it has another form than is asked for";
      default -> "it is no JSON" + place(fault.getLocation());
    };
  }

  private static String path(JsonMappingException fault) {
    return fault.getPath().stream()
        .map(
            part ->
                part.getFieldName() == null
                    ? Integer.toString(part.getIndex())
                    : part.getFieldName())
        .collect(Collectors.joining("."));
  }

  private static String place(@Nullable JsonLocation place) {
    return place == null
        ? ""
        : " at line %s, column %s".formatted(place.getLineNr(), place.getColumnNr());
  }
}
