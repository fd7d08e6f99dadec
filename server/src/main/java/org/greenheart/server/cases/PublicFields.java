// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.Tables;

/** What of a case the public may read, as the fields of its kind say. Thread-safe. */
public final class PublicFields {
  private final CaseKinds kinds = new CaseKinds();

  /**
   * A field of a case.
   *
   * @param masked whether names, numbers and addresses in it must go
   * @param hidden whether all of it must go; then zh and en are empty
   */
  public record Field(
      String name,
      String labelZh,
      String labelEn,
      String zh,
      String en,
      boolean masked,
      boolean hidden) {}

  /**
   * Those that are filled, in the order of the kind.
   *
   * @param kindZh what the kind is called
   */
  public record Fields(String kindZh, String kindEn, List<Field> all) {
    public Fields {
      all = List.copyOf(all);
    }
  }

  public Fields of(Tables tables, CaseFile file) {
    CaseKind kind = kinds.of(tables, file.kind());
    Map<String, String> values = CaseFields.read(file);
    List<Field> fields = new ArrayList<>();
    for (KindField field : kind.fields()) {
      String value = values.get(field.name());
      if (value != null) {
        boolean hidden = field.publicity() == KindField.Publicity.HIDDEN;
        fields.add(
            new Field(
                field.name(),
                field.label().zh(),
                field.label().en(),
                hidden ? "" : shown(field, value, true),
                hidden ? "" : shown(field, value, false),
                field.publicity() == KindField.Publicity.MASKED,
                hidden));
      }
    }
    return new Fields(kind.name().zh(), kind.name().en(), fields);
  }

  private static String shown(KindField field, String value, boolean chinese) {
    return switch (field.type()) {
      case TEXT, LONG_TEXT, NUMBER, DATE -> value;
      case FLAG -> {
        boolean yes = value.equals("true");
        yield chinese ? (yes ? "是" : "否") : (yes ? "yes" : "no");
      }
      case CHOICE, CHOICES ->
          String.join(
              chinese ? "、" : ", ",
              field.choices().stream()
                  .filter(choice -> List.of(value.split(",", -1)).contains(choice.word()))
                  .map(choice -> chinese ? choice.zh() : choice.en())
                  .toList());
    };
  }
}
