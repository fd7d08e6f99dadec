// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Micros;
import org.jspecify.annotations.Nullable;

/** Reads columns that are kept in a form of ours. */
final class Columns {
  private Columns() {}

  static @Nullable String text(ResultSet row, String column) throws SQLException {
    return row.getString(column);
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return Micros.toInstant(row.getLong(column));
  }

  static @Nullable Long number(ResultSet row, String column) throws SQLException {
    long number = row.getLong(column);
    return row.wasNull() ? null : number;
  }

  static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
    Long micros = number(row, column);
    return micros == null ? null : Micros.toInstant(micros);
  }

  static @Nullable Duration duration(ResultSet row, String column) throws SQLException {
    String text = text(row, column);
    return text == null ? null : Duration.parse(text);
  }

  static @Nullable Decimal decimal(ResultSet row, String column) throws SQLException {
    String text = text(row, column);
    return text == null ? null : Decimal.parse(text).orElseThrow();
  }

  /** How an exact number is kept. */
  static @Nullable String sql(@Nullable Decimal number) {
    return number == null ? null : number.toString();
  }
}
