// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.greenheart.protocols.hj212.Sm4Keys;

/**
 * The SM4 keys of devices that encrypt (HJ 212-2025), from a file: on each line the MN and its
 * keys, the current one first, separated by blanks; a key has 16 ASCII characters, or 32
 * hexadecimal digits. Empty lines and those starting with {@code #} are passed over. Thread-safe.
 */
final class KeyFile implements Sm4Keys {
  private static final Pattern CHARACTERS = Pattern.compile("[!-~]{16}");
  private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]{32}");

  private final Map<String, List<byte[]>> keys;

  private KeyFile(Map<String, List<byte[]>> keys) {
    this.keys = Map.copyOf(keys);
  }

  /**
   * @throws StartException when the file cannot be read or a line breaks the rule; a message never
   *     repeats a key
   */
  static KeyFile read(Path file) {
    Map<String, List<byte[]>> keys = new HashMap<>();
    try {
      int number = 0;
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        number++;
        if (!line.isBlank() && !line.startsWith("#")) {
          readLine(line.strip(), "%s line %d".formatted(file, number), keys);
        }
      }
    } catch (IOException e) {
      throw new StartException("the file of keys %s cannot be read: %s".formatted(file, e), e);
    }
    return new KeyFile(keys);
  }

  private static void readLine(String line, String place, Map<String, List<byte[]>> keys) {
    String[] parts = line.split("\\s+", -1);
    List<byte[]> ofDevice = new ArrayList<>();
    for (int i = 1; i < parts.length; i++) {
      ofDevice.add(key(parts[i], place));
    }
    if (ofDevice.isEmpty() || keys.putIfAbsent(parts[0], List.copyOf(ofDevice)) != null) {
      throw new StartException(
          "%s: MN (%s) must have a key and one line only".formatted(place, parts[0]));
    }
  }

  private static byte[] key(String text, String place) {
    if (HEX.matcher(text).matches()) {
      return HexFormat.of().parseHex(text);
    }
    if (CHARACTERS.matcher(text).matches()) {
      return text.getBytes(StandardCharsets.US_ASCII);
    }
    throw new StartException(
        "%s: a key must have 16 characters, or 32 hexadecimal digits".formatted(place));
  }

  @Override
  public List<byte[]> of(String mn) {
    return keys.getOrDefault(mn, List.of());
  }
}
