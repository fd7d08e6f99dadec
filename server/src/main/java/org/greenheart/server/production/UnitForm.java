// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.production;

import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Tables;
import org.greenheart.storage.registry.WorkUnit;
import org.jspecify.annotations.Nullable;

/** Reads a line or a kiln, from a form or a row. */
final class UnitForm {
  private UnitForm() {}

  /**
   * @param known of which stays what is not said; null: nothing does
   * @throws RuleException for what breaks a rule: {@code unknown-unit}, {@code unit-kind} ...
   */
  static WorkUnit read(Tables tables, WorksBook works, Fields fields, @Nullable WorkUnit known) {
    long enterprise = works.enterprise();
    return new WorkUnit(
        0,
        enterprise,
        fields.text("code"),
        fields.text("name"),
        fields.find("nameEn").orElse(known == null ? null : known.nameEn()),
        fields
            .find("kind")
            .map(UnitForm::kind)
            .orElse(known == null ? WorkUnit.Kind.LINE : known.kind()),
        fields
            .find("parent")
            .map(code -> works.unit("parent", code).id())
            .orElse(known == null ? 0L : known.parent()),
        fields
            .find("temperature")
            .map(number -> OwnStreams.require(tables, enterprise, "temperature", number).number())
            .orElse(known == null ? 0L : known.temperature()));
  }

  private static WorkUnit.Kind kind(String word) {
    return switch (word) {
      case "产线", "生产线" -> WorkUnit.Kind.LINE;
      case "窑", "窑炉" -> WorkUnit.Kind.KILN;
      case "其他" -> WorkUnit.Kind.OTHER;
      default -> WorkUnit.Kind.ofText(word);
    };
  }
}
