// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.notices;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** What notices say in one language, from a file of sentences. Immutable. */
final class Words {
  static final Words ZH = new Words("zh");
  static final Words EN = new Words("en");

  private final Properties sentences = new Properties();

  private Words(String language) {
    String file = "words_" + language + ".properties";
    try (InputStream in = Words.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("resource (%s) is missing".formatted(file));
      }
      sentences.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Words of(String language) {
    return language.equals("en") ? EN : ZH;
  }

  /** A sentence with its values put in: name, value, name, value. */
  String say(String key, String... values) {
    String text = sentences.getProperty(key);
    if (text == null) {
      throw new IllegalStateException("there is no sentence (%s)".formatted(key));
    }
    for (int i = 0; i < values.length; i += 2) {
      text = text.replace("{" + values[i] + "}", values[i + 1]);
    }
    return text;
  }

  /** A sentence, or what is given where there is none. */
  String sayOr(String key, String otherwise) {
    return sentences.getProperty(key, otherwise);
  }

  boolean isChinese() {
    return this == ZH;
  }
}
