// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.calculator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whatever a form or an answer shows has a short label, and each word a name, in both languages.
 */
final class LabelsTest {
  private static final int LONGEST_ZH = 16;
  private static final int LONGEST_EN = 34;
  private static final Labels LABELS = Labels.shipped();

  private static List<Field> fields(LawFunction function) {
    return Stream.of(function.inputs(), function.outputs(), List.of(LawFunction.DATE))
        .flatMap(List::stream)
        .toList();
  }

  @Test
  void everyField_hasAShortLabel_inBothLanguages() {
    List<String> wrong = new ArrayList<>();
    for (LawFunction function : Calculator.standard().all()) {
      for (Field field : fields(function)) {
        boolean fits =
            LABELS
                .field(function.name(), field.name())
                .filter(label -> isLabel(label.zh(), LONGEST_ZH) && isLabel(label.en(), LONGEST_EN))
                .isPresent();
        if (!fits) {
          wrong.add(function.name() + " " + field.name());
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** Nothing that only a programmer reads: {@code declaredKg}. */
  private static boolean isLabel(String text, int longest) {
    return !text.isBlank() && text.length() <= longest && !text.matches(".*\\b[a-z]{2,}[A-Z].*");
  }

  @Test
  void input_isNeverHidden() {
    for (LawFunction function : Calculator.standard().all()) {
      assertThat(function.inputs())
          .allSatisfy(
              field ->
                  assertThat(LABELS.field(function.name(), field.name()))
                      .hasValueSatisfying(
                          label ->
                              assertThat(List.of(label.zh(), label.en()))
                                  .doesNotContain(Labels.HIDDEN)));
    }
  }

  @Test
  void everyChoiceAndKnownWord_hasAName() {
    List<String> wrong = new ArrayList<>();
    for (LawFunction function : Calculator.standard().all()) {
      for (Field field : fields(function)) {
        Stream.of(field.choices(), field.known())
            .flatMap(List::stream)
            .filter(word -> LABELS.word(function.name(), field.name(), word).isEmpty())
            .filter(word -> !Vocabulary.shipped().knows(word))
            .forEach(word -> wrong.add("%s %s: %s".formatted(function.name(), field.name(), word)));
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void unitOfWords_isTranslated() {
    List<String> wrong = new ArrayList<>();
    for (LawFunction function : Calculator.standard().all()) {
      fields(function).stream()
          .map(Field::unit)
          .filter(unit -> unit.contains(", ") || unit.matches("yuan|head.*"))
          .filter(unit -> LABELS.unit(unit).isEmpty())
          .forEach(wrong::add);
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void everyRow_isAskedFor() {
    Set<String> names = new HashSet<>();
    Set<String> families = new HashSet<>(Set.of("*"));
    for (LawFunction function : Calculator.standard().all()) {
      families.add(function.name());
      families.add(function.name().replaceAll("/.*", "/*"));
      fields(function)
          .forEach(
              field -> {
                for (String scope :
                    List.of(function.name(), function.name().replaceAll("/.*", "/*"), "*")) {
                  names.add(scope + " " + field.name());
                }
              });
    }
    assertThat(LABELS.all().keySet())
        .allSatisfy(
            place -> {
              assertThat(families).contains(place.function());
              if (place.word().isEmpty()) {
                assertThat(names).contains(place.function() + " " + place.field());
              }
            });
  }

  @Test
  void schema_carriesLabelWordsAndUnit() {
    Map<String, Object> schema = TaxInputs.RATE.schema("tax/air");
    assertThat(schema)
        .containsEntry("x-label", Map.of("zh", "每污染当量税额", "en", "Rate of one equivalent"))
        .containsEntry("x-unitLabel", Map.of("zh", "元", "en", "yuan"));
    assertThat(TaxInputs.BOUNDARY.schema("tax/air").get("x-words")).asString().contains("减征");
    assertThat(Vocabulary.shipped().json())
        .containsEntry("natural gas", Map.of("zh", "天然气", "en", "natural gas"))
        .containsEntry("Hunan", Map.of("zh", "湖南", "en", "Hunan"));
  }
}
