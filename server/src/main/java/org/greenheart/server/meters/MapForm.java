// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.greenheart.server.places.ImportColumn;
import org.greenheart.server.places.ImportForm;
import org.greenheart.server.places.RowValues;
import org.greenheart.server.places.RowWriter;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.Change;
import org.greenheart.storage.registry.MeterEntry;
import org.greenheart.storage.registry.MeterSource.Kind;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Tables;

/**
 * The map of a source as a spreadsheet. Reading one changes nothing: its entries are gathered, to
 * be shown, tried and saved with the source. For one file.
 */
final class MapForm implements ImportForm {
  private final Kind kind;
  private final MeterMap map;

  MapForm(Kind kind) {
    this.kind = kind;
    this.map = new MeterMap(kind);
  }

  /** Those of the rows without an error. */
  List<MeterEntry> entries() {
    return map.entries();
  }

  @Override
  public String text() {
    return kind.text();
  }

  @Override
  public List<ImportColumn> columns() {
    List<ImportColumn> columns = new ArrayList<>();
    columns.add(ImportColumn.required("code", "因子编码"));
    columns.add(ImportColumn.optional("name", "名称"));
    switch (kind) {
      case MODBUS -> {
        columns.add(ImportColumn.required("register", "寄存器地址"));
        columns.add(ImportColumn.optional("area", "寄存器区"));
        columns.add(ImportColumn.optional("type", "数据类型"));
        columns.add(ImportColumn.optional("order", "字节序"));
      }
      case DLT645 -> columns.add(ImportColumn.required("identifier", "数据标识"));
      case MQTT -> columns.add(ImportColumn.required("pointer", "JSON指针"));
    }
    columns.add(ImportColumn.optional("scale", "系数", "倍率"));
    columns.add(ImportColumn.optional("shift", "偏移"));
    columns.add(ImportColumn.optional("unit", "单位"));
    columns.add(ImportColumn.optional("counter", "累计量"));
    columns.add(ImportColumn.optional("wrapsAt", "归零值"));
    columns.add(ImportColumn.optional("mostPerHour", "每小时最大"));
    return columns;
  }

  @Override
  public RowWriter writer(Tables tables) {
    return row -> {
      map.add(entry(row));
      return Change.Kind.ADDED;
    };
  }

  private MeterEntry entry(RowValues row) {
    String place =
        switch (kind) {
          case MODBUS -> row.text("register");
          case DLT645 -> row.text("identifier");
          case MQTT -> row.text("pointer");
        };
    return new MeterEntry(
        row.text("code"),
        row.optional("name").orElse(null),
        place,
        word(row, "area"),
        word(row, "type"),
        word(row, "order"),
        row.decimal("scale").orElse(Decimal.of(1)),
        row.decimal("shift").orElse(Decimal.of(0)),
        row.optional("unit").orElse(""),
        isCounter(row.optional("counter")),
        row.decimal("wrapsAt").orElse(null),
        row.decimal("mostPerHour").orElse(null));
  }

  private String word(RowValues row, String key) {
    return kind == Kind.MODBUS ? row.optional(key).orElse("") : "";
  }

  private static boolean isCounter(Optional<String> word) {
    return switch (word.orElse("no")) {
      case "yes", "是" -> true;
      case "no", "否" -> false;
      default ->
          throw new RuleException(
              "counter", "must be yes or no (是, 否)", word.orElse(""), "counter-word");
    };
  }
}
