// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.calculator;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What people read instead of names of JSON: labels of fields ({@code labels.tsv}), and names of
 * the words that they take ({@code words.tsv}). A row of a function goes before one of its family
 * ({@code tax/*}), and that before one of all ({@code *}). Immutable and thread-safe.
 */
final class Labels {
  /** In a label: the field is not shown in this language, another says the same. */
  static final String HIDDEN = "-";

  private static final String ANY = "*";

  /** Words under this field are units. */
  private static final String UNIT = "unit";

  private static final Labels SHIPPED = new Labels(rows("labels.tsv"), rows("words.tsv"));

  /** In both languages. */
  record Label(String zh, String en) {
    Label {
      requireNonNull(zh, "zh is null");
      requireNonNull(en, "en is null");
    }

    Map<String, String> json() {
      return Map.of("zh", zh, "en", en);
    }
  }

  /** Where a label counts; an empty word: it is the field's own. */
  record Place(String function, String field, String word) {}

  private final Map<Place, Label> labels = new LinkedHashMap<>();

  private Labels(List<List<String>> fields, List<List<String>> words) {
    for (List<String> row : fields) {
      put(new Place(row.get(0), row.get(1), ""), new Label(row.get(2), row.get(3)));
    }
    for (List<String> row : words) {
      put(new Place(row.get(0), row.get(1), row.get(2)), new Label(row.get(3), row.get(4)));
    }
  }

  private void put(Place place, Label label) {
    if (labels.put(place, label) != null) {
      throw new IllegalStateException("%s has two labels".formatted(place));
    }
  }

  /** Those of this release. */
  static Labels shipped() {
    return SHIPPED;
  }

  private static List<List<String>> rows(String name) {
    try (InputStream in = Labels.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the table (%s) is missing".formatted(name));
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .skip(1)
          .map(line -> List.of(line.split("\t", -1)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the table (%s) cannot be read".formatted(name), e);
    }
  }

  /** The label of a field. */
  Optional<Label> field(String function, String field) {
    return find(function, field, "");
  }

  /** The name of a word that a field takes or answers. */
  Optional<Label> word(String function, String field, String word) {
    return find(function, field, word).or(() -> find(function, ANY, word));
  }

  Optional<Label> unit(String unit) {
    return find(ANY, UNIT, unit);
  }

  /** The words that a table has for this field of a function, by name. */
  Map<String, Label> words(String function, String field) {
    Map<String, Label> words = new LinkedHashMap<>();
    for (Place place : labels.keySet()) {
      if (!place.word().isEmpty()
          && !place.function().equals(ANY)
          && scopes(function).contains(place.function())
          && (place.field().equals(field) || place.field().equals(ANY))) {
        word(function, field, place.word()).ifPresent(one -> words.put(place.word(), one));
      }
    }
    return Collections.unmodifiableMap(words);
  }

  /** The words that mean the same wherever they stand. */
  Map<String, Label> everywhere() {
    Map<String, Label> words = new LinkedHashMap<>();
    labels.forEach(
        (place, label) -> {
          if (place.function().equals(ANY) && place.field().equals(ANY)) {
            words.put(place.word(), label);
          }
        });
    return Collections.unmodifiableMap(words);
  }

  /** Where all of the labels count, for those who look for one that nothing asks for. */
  Map<Place, Label> all() {
    return Collections.unmodifiableMap(labels);
  }

  private Optional<Label> find(String function, String field, String word) {
    return scopes(function).stream()
        .map(scope -> new Place(scope, field, word))
        .flatMap(place -> Optional.ofNullable(labels.get(place)).stream())
        .findFirst();
  }

  private static List<String> scopes(String function) {
    return List.of(function, function.replaceAll("/.*", "/*"), ANY);
  }
}
