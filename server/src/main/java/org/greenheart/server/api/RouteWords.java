// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What each route is for, in one sentence for people: the lines of {@code route-words.tsv}, method
 * and path before the tab. A test goes through all routes: none is without.
 */
final class RouteWords {
  private static final String FILE = "route-words.tsv";
  private static final Map<String, String> WORDS = read();

  private RouteWords() {}

  private static Map<String, String> read() {
    try (InputStream in = RouteWords.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("resource (%s) is missing".formatted(FILE));
      }
      return new BufferedReader(new InputStreamReader(in, UTF_8))
          .lines()
          .map(line -> line.split("\t", 2))
          .collect(Collectors.toUnmodifiableMap(parts -> parts[0], parts -> parts[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Empty for a route that nothing is said of. */
  static String of(String method, String path) {
    return WORDS.getOrDefault(method + " " + path, "");
  }
}
