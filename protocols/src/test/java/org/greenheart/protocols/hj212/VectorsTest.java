// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Frames of the standards and of the field ({@code vectors.jsonl}, where {@code note} says what is
 * off) against what we make of each ({@code vectors-expected.tsv}: line, frame of the line,
 * edition, CRC, whether LEN is right, whether encrypted, items, deviations with offsets). A bug
 * report becomes one line in both.
 */
final class VectorsTest {
  private static final byte[] KEY = "0".repeat(16).getBytes(StandardCharsets.US_ASCII);
  private static final Hj212Reader READER = new Hj212Reader(new BouncySm4(), mn -> List.of(KEY));
  private static final List<JsonNode> VECTORS = vectors();

  record Row(int line, int frame, List<String> cells) {
    @Override
    public String toString() {
      return "line %s: %s".formatted(line, VECTORS.get(line - 1).get("note").asText());
    }
  }

  static List<Row> rows() {
    return TsvResource.rows("vectors-expected.tsv").stream()
        .map(cells -> new Row(number(cells.get(0)), number(cells.get(1)), cells))
        .toList();
  }

  static List<Integer> lines() {
    List<Integer> lines = new ArrayList<>();
    for (int line = 1; line <= VECTORS.size(); line++) {
      lines.add(line);
    }
    return lines;
  }

  @ParameterizedTest
  @MethodSource("rows")
  void frame_decodesAsExpected(Row row) {
    Hj212Frame frame = frames(row.line()).get(row.frame() - 1);
    Hj212Message message = READER.read(frame);

    assertThat(describe(row.line(), row.frame(), frame, message))
        .isEqualTo(String.join("\t", row.cells()));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void verdicts_agreeWithTheVector(int line) {
    JsonNode vector = VECTORS.get(line - 1);
    if (vector.get("note").asText().contains("sticky")) {
      // The vector judges the line as one frame; it holds two good ones.
      assertThat(frames(line)).hasSize(2);
      return;
    }
    Hj212Frame frame = frames(line).getFirst();
    Hj212Message message = READER.read(frame);

    assertThat(frames(line)).hasSize(1);
    assertThat(frame.lengthRight()).isEqualTo(vector.get("len_ok").asBoolean());
    assertThat(message.crc().right())
        .isEqualTo(vector.get("crc_ok").asBoolean() || vector.has("crc_ok_after_decrypt"));
    assertThat(vector.get("version").asText()).isIn(message.version().year(), "unknown");
  }

  /** A plain reading of the text, written apart from the reader, must give the same fields. */
  @ParameterizedTest
  @MethodSource("lines")
  void cleanFrames_haveTheFieldsOfTheirText(int line) {
    Hj212Message message = READER.read(frames(line).getFirst());
    if (message.encrypted()
        || message.deviations().stream().anyMatch(d -> isOfSeparators(d.code()))) {
      return;
    }
    String text = new String(frames(line).getFirst().segment(), StandardCharsets.UTF_8);
    int cp = text.indexOf("CP=&&");
    Map<String, String> header = new LinkedHashMap<>();
    for (String field : List.of(text.substring(0, cp).split(";"))) {
      header.put(field.split("=", 2)[0], field.split("=", 2)[1]);
    }
    List<String> items = List.of(text.substring(cp + 5, text.length() - 2).split(";"));

    Map<String, String> read = new LinkedHashMap<>();
    message.header().forEach(field -> read.put(field.name(), field.value()));
    assertThat(read).isEqualTo(header);
    assertThat(message.items().stream().map(VectorsTest::text).toList())
        .isEqualTo(items.equals(List.of("")) ? List.of() : items);
    assertThat(message.qn()).isEqualTo(header.getOrDefault("QN", ""));
    assertThat(message.st()).isEqualTo(header.getOrDefault("ST", ""));
    assertThat(message.cn()).isEqualTo(header.getOrDefault("CN", ""));
    assertThat(message.pw()).isEqualTo(header.getOrDefault("PW", ""));
    assertThat(message.mn()).isEqualTo(header.getOrDefault("MN", ""));
    assertThat(message.flag().value()).isEqualTo(number(header.getOrDefault("Flag", "0")));
    assertThat(message.pnum()).isEqualTo(number(header.getOrDefault("PNUM", "0")));
    assertThat(message.pno()).isEqualTo(number(header.getOrDefault("PNO", "0")));
  }

  static String describe(int line, int number, Hj212Frame frame, Hj212Message message) {
    return String.join(
        "\t",
        Integer.toString(line),
        Integer.toString(number),
        message.version().year(),
        message.crc().name(),
        frame.lengthRight() ? "length" : "-",
        message.encrypted() ? "encrypted" : "-",
        Integer.toString(message.items().size()),
        message.deviations().stream()
            .map(d -> d.code().code() + "@" + d.offset())
            .collect(Collectors.joining(" ")));
  }

  private static boolean isOfSeparators(DeviationCode code) {
    return switch (code) {
      case HEADER_MISSING,
          TRUNCATED,
          SEMICOLON_AFTER_LENGTH,
          SEMICOLON_BEFORE_CRC,
          HEADER_COMMA,
          SEPARATOR_BEFORE_CP_MISSING,
          CP_NOT_CLOSED,
          CP_MISSING,
          ITEM_EMPTY,
          STRAY_SPACE,
          TEXT_NOT_UTF8 ->
          true;
      default -> false;
    };
  }

  private static String text(Item item) {
    return item.fields().stream()
        .map(field -> field.name() + "=" + field.value())
        .collect(Collectors.joining(","));
  }

  private static List<Hj212Frame> frames(int line) {
    JsonNode vector = VECTORS.get(line - 1);
    return BytesAtRest.frames(
        vector.has("frame_hex")
            ? HexFormat.of().parseHex(vector.get("frame_hex").asText())
            : vector.get("frame").asText().getBytes(StandardCharsets.UTF_8));
  }

  private static List<JsonNode> vectors() {
    ObjectMapper json = new ObjectMapper();
    try (InputStream in = VectorsTest.class.getResourceAsStream("vectors.jsonl")) {
      List<JsonNode> vectors = new ArrayList<>();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        vectors.add(json.readTree(line));
      }
      return vectors;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int number(String text) {
    return Integer.parseInt(text);
  }
}
