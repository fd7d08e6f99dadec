// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.greenheart.protocols.hj212.BytesAtRest;
import org.jspecify.annotations.Nullable;

/**
 * Turns one line of text into the bytes of the frame that it shows. A line is the frame itself,
 * with or without its CR LF written as {@code \r\n}; or hex digits; or a JSON object with {@code
 * frame_hex}, or else {@code frame}. A line that is none of these is taken as a broken frame.
 */
final class FrameLine {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final byte[] HEADER_IN_HEX = {'2', '3', '2', '3'};

  private FrameLine() {}

  static boolean isBlank(byte[] line) {
    for (byte value : line) {
      if (value != ' ' && value != '\t' && value != '\r' && value != '\n') {
        return false;
      }
    }
    return true;
  }

  /** The bytes of the frame; {@code line} comes without its line end. */
  static byte[] bytes(byte[] line) {
    byte[] text = trim(line);
    if (text.length > 0 && text[0] == '{') {
      byte[] framed = fromJson(text);
      if (framed != null) {
        return framed;
      }
    }
    if (startsWith(text, HEADER_IN_HEX)) {
      byte[] bytes = fromHex(new String(text, StandardCharsets.ISO_8859_1));
      if (bytes != null) {
        return bytes;
      }
    }
    return withTail(unescape(text));
  }

  /** Replaces {@code \r} and {@code \n} that are written as two characters. */
  static byte[] unescape(byte[] text) {
    byte[] result = new byte[text.length];
    int size = 0;
    for (int i = 0; i < text.length; i++) {
      boolean escape =
          text[i] == '\\' && i + 1 < text.length && (text[i + 1] == 'r' || text[i + 1] == 'n');
      if (escape) {
        i++;
        result[size++] = (byte) (text[i] == 'r' ? '\r' : '\n');
      } else {
        result[size++] = text[i];
      }
    }
    return Arrays.copyOf(result, size);
  }

  /** In a line of text the line's end stands for the frame's. */
  private static byte[] withTail(byte[] text) {
    if (text.length > 0 && (text[text.length - 1] == '\n' || text[text.length - 1] == '\r')) {
      return text;
    }
    byte[] result = Arrays.copyOf(text, text.length + 2);
    result[text.length] = '\r';
    result[text.length + 1] = '\n';
    return result;
  }

  private static byte @Nullable [] fromJson(byte[] text) {
    JsonNode object;
    try {
      object = JSON.readTree(new String(text, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      return null;
    }
    byte[] bytes = fromHex(object.path("frame_hex").asText(""));
    if (bytes != null && bytes.length > 0) {
      return bytes;
    }
    return object.path("frame").isTextual() ? fromText(object.path("frame").textValue()) : null;
  }

  /**
   * The bytes that a string shows: of its characters as UTF-8, or as Latin-1 where each character
   * stands for a byte. LEN tells, where both are possible.
   */
  private static byte[] fromText(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    byte[] latin1 = text.getBytes(StandardCharsets.ISO_8859_1);
    if (utf8.length == latin1.length || text.chars().anyMatch(c -> c > 0xFF)) {
      return utf8;
    }
    boolean asBytes = !lengthRight(utf8) && (lengthRight(latin1) || !isUtf8(latin1));
    return asBytes ? latin1 : utf8;
  }

  private static boolean lengthRight(byte[] bytes) {
    return BytesAtRest.frames(bytes).getFirst().lengthRight();
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static byte @Nullable [] fromHex(String digits) {
    try {
      return HexFormat.of().parseHex(digits.replace(" ", ""));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static byte[] trim(byte[] line) {
    int from = 0;
    int to = line.length;
    while (from < to && (line[from] == ' ' || line[from] == '\t')) {
      from++;
    }
    while (to > from && (line[to - 1] == '\r' || line[to - 1] == ' ' || line[to - 1] == '\t')) {
      to--;
    }
    return Arrays.copyOfRange(line, from, to);
  }

  private static boolean startsWith(byte[] text, byte[] start) {
    for (int i = 0; i < start.length; i++) {
      if (i >= text.length || text[i] != start[i]) {
        return false;
      }
    }
    return true;
  }

  /** The lines of a text, without their ends. */
  static List<byte[]> lines(byte[] text) {
    List<byte[]> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= text.length; i++) {
      if (i == text.length || text[i] == '\n') {
        lines.add(Arrays.copyOfRange(text, start, i));
        start = i + 1;
      }
    }
    return lines;
  }
}
