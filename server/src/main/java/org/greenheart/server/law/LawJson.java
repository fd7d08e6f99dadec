// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.law;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.greenheart.regulation.rules.LawException;
import org.jspecify.annotations.Nullable;

/**
 * Inputs and answers of the calculator as JSON. Numbers stay exact in both directions: no binary
 * fraction comes between. Thread-safe.
 */
public final class LawJson {
  private static final int LONGEST_NUMBER = 300;
  private static final TypeReference<Map<String, @Nullable Object>> OBJECT =
      new TypeReference<>() {};

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNumberLength(LONGEST_NUMBER).build())
                  .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private LawJson() {}

  /** What a stream of objects holds, one after the other. */
  @FunctionalInterface
  public interface Taker {
    void take(Map<String, @Nullable Object> object) throws IOException;
  }

  /**
   * Reads one object.
   *
   * @throws LawException when it is none
   */
  public static Map<String, @Nullable Object> read(String json) {
    try {
      Map<String, @Nullable Object> object = MAPPER.readValue(json, OBJECT);
      if (object != null) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw unreadable(e);
    }
    throw new LawException(
        LawException.Code.NOT_READABLE, "", "the input must be a JSON object, not null");
  }

  /**
   * Reads objects until the stream ends.
   *
   * @throws LawException at the first thing that is no object
   */
  public static void readAll(InputStream in, Taker taker) throws IOException {
    try (MappingIterator<Map<String, @Nullable Object>> objects =
        MAPPER
            .readerFor(OBJECT)
            .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .readValues(in)) {
      while (objects.hasNextValue()) {
        taker.take(objects.nextValue());
      }
    } catch (JsonProcessingException e) {
      throw unreadable(e);
    }
  }

  private static LawException unreadable(JsonProcessingException e) {
    return new LawException(
        LawException.Code.NOT_READABLE,
        "",
        "the input must be a JSON object: " + e.getOriginalMessage());
  }

  /** One line. */
  public static String line(Object answer) {
    return write(answer, false);
  }

  /** For a person's eyes. */
  public static String pretty(Object answer) {
    return write(answer, true);
  }

  private static String write(Object answer, boolean pretty) {
    try {
      return (pretty ? MAPPER.writer(SerializationFeature.INDENT_OUTPUT) : MAPPER.writer())
          .writeValueAsString(answer);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write %s as JSON".formatted(answer), e);
    }
  }
}
