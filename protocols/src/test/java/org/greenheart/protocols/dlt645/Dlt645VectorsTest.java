// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.dlt645;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Frames of public sources ({@code vectors.jsonl}: {@code expect} is what the source says, {@code
 * derived} what a plain reading gave, {@code checksum_ok} false: a frame that must be refused). A
 * bug report becomes one line.
 */
final class Dlt645VectorsTest {
  private static final Dlt645Reader READER = new Dlt645Reader();

  static Stream<JsonNode> right() {
    return vectors().stream().filter(vector -> vector.get("checksum_ok").asBoolean());
  }

  static Stream<JsonNode> wrong() {
    return vectors().stream().filter(vector -> !vector.get("checksum_ok").asBoolean());
  }

  @ParameterizedTest
  @MethodSource("right")
  void frame_readsAsTheVectorSays(JsonNode vector) {
    List<Dlt645Frame> frames = live(bytes(vector));
    assertThat(frames).hasSize(1);
    Dlt645Frame frame = frames.getFirst();
    Dlt645Reading reading = READER.read(frame);
    JsonNode derived = vector.get("derived");

    assertThat(frame.preamble()).isEqualTo(derived.get("preamble_fe").asInt());
    assertThat(frame.address()).isEqualTo(derived.get("address").asText());
    assertThat(frame.control()).isEqualTo(Integer.parseInt(derived.get("control").asText(), 16));
    assertThat(frame.data()).hasSize(derived.get("length").asInt());
    assertThat(HexFormat.of().withUpperCase().formatHex(frame.data()))
        .isEqualTo(derived.get("data_minus33").asText());
    assertThat(reading.deviations()).isEmpty();
    assertThat(identifier(reading.message())).isEqualTo(derived.get("di").asText());
    if (derived.has("value")) {
      Dlt645Value value = ((Dlt645Message.Data) reading.message()).values().getFirst();
      assertThat(value.number().orElseThrow()).isEqualByComparingTo(derived.get("value").asText());
      assertThat(value.unit()).isEqualTo(derived.get("unit").asText());
      assertThat(value.en().toLowerCase(Locale.ROOT))
          .contains(derived.get("quantity").asText().split(" ", 2)[0]);
    }
  }

  @ParameterizedTest
  @MethodSource("right")
  void frame_readsAsItsSourceSays(JsonNode vector) {
    Dlt645Message message = READER.read(live(bytes(vector)).getFirst()).message();
    JsonNode expect = vector.get("expect");

    if (expect.has("di")) {
      assertThat(identifier(message)).isEqualTo(expect.get("di").asText());
    }
    if (expect.has("value")) {
      Dlt645Value value = ((Dlt645Message.Data) message).values().getFirst();
      assertThat(value.text() + " " + value.unit()).isEqualTo(expect.get("value").asText());
    }
  }

  @ParameterizedTest
  @MethodSource("right")
  void writer_givesTheSameBytesAgain(JsonNode vector) {
    Dlt645Frame frame = live(bytes(vector)).getFirst();

    assertThat(live(new Dlt645Writer().write(READER.read(frame).message())).getFirst().raw())
        .isEqualTo(frame.raw());
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void wrongChecksum_isRefusedInAStream_andExplainedAtRest(JsonNode vector) {
    byte[] bytes = bytes(vector);
    Dlt645Framer framer = new Dlt645Framer();
    List<Dlt645Frame> frames = new ArrayList<>();
    framer.feed(bytes, frames::add);
    framer.endOfStream(frames::add);

    assertThat(frames).isEmpty();
    assertThat(framer.refusedFrames()).isEqualTo(1);
    assertThat(framer.junkBytes()).isEqualTo(bytes.length);
    List<Dlt645Frame> atRest = Dlt645AtRest.frames(bytes);
    assertThat(atRest).hasSize(1);
    assertThat(atRest.getFirst().preamble()).isEqualTo(4);
    assertThat(READER.read(atRest.getFirst()).deviations())
        .contains(Dlt645Deviation.CHECKSUM_WRONG);
  }

  private static String identifier(Dlt645Message message) {
    return switch (message) {
      case Dlt645Message.Read read -> read.identifier();
      case Dlt645Message.ReadNext next -> next.identifier();
      case Dlt645Message.Data data -> data.identifier();
      case Dlt645Message.Failure failure -> "";
      case Dlt645Message.Other other -> "";
    };
  }

  private static List<Dlt645Frame> live(byte[] bytes) {
    List<Dlt645Frame> frames = new ArrayList<>();
    new Dlt645Framer().feed(bytes, frames::add);
    return frames;
  }

  private static byte[] bytes(JsonNode vector) {
    return HexFormat.of().parseHex(vector.get("hex").asText());
  }

  private static List<JsonNode> vectors() {
    ObjectMapper json = new ObjectMapper();
    try (InputStream in = Dlt645VectorsTest.class.getResourceAsStream("vectors.jsonl")) {
      List<JsonNode> vectors = new ArrayList<>();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        vectors.add(json.readTree(line));
      }
      return vectors;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
