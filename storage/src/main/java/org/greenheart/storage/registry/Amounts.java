// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import org.greenheart.storage.Decimal;
import org.jspecify.annotations.Nullable;

/** Amounts of goods and days, as the tables of supply keep them. */
final class Amounts {
  /** Beyond this a unit was mistaken. */
  private static final BigDecimal MOST = new BigDecimal("1000000000000");

  static final int MOST_PLACES = 6;

  private Amounts() {}

  /**
   * An amount above 0.
   *
   * @throws RuleException {@code quantity-range}, {@code quantity-places}
   */
  static BigDecimal positive(String field, BigDecimal amount) {
    if (amount.signum() <= 0) {
      throw new RuleException(field, "must be above 0", amount, "quantity-range");
    }
    return signed(field, amount);
  }

  /**
   * An amount of 0 or more.
   *
   * @throws RuleException {@code quantity-range}, {@code quantity-places}
   */
  static BigDecimal notNegative(String field, BigDecimal amount) {
    if (amount.signum() < 0) {
      throw new RuleException(field, "must be from 0 to 10^12", amount, "quantity-range");
    }
    return signed(field, amount);
  }

  /**
   * An amount that may be below 0, as that of a stock from which more was shipped than counted. A
   * refusal names it as it was written: its plain digits might be without end.
   *
   * @throws RuleException {@code quantity-range}, {@code quantity-places}
   */
  static BigDecimal signed(String field, BigDecimal amount) {
    BigDecimal bare = amount.stripTrailingZeros();
    if (bare.scale() > MOST_PLACES) {
      throw new RuleException(field, "must have at most 6 decimals", amount, "quantity-places");
    }
    return Decimal.of(bare)
        .map(Decimal::toBigDecimal)
        .filter(plain -> plain.abs().compareTo(MOST) <= 0)
        .orElseThrow(
            () -> new RuleException(field, "must be at most 10^12", amount, "quantity-range"));
  }

  static @Nullable BigDecimal optional(String field, @Nullable BigDecimal amount) {
    return amount == null ? null : notNegative(field, amount);
  }

  static BigDecimal read(ResultSet row, String column) throws SQLException {
    return new BigDecimal(row.getString(column));
  }

  static @Nullable BigDecimal readOrNull(ResultSet row, String column) throws SQLException {
    String text = Columns.text(row, column);
    return text == null ? null : new BigDecimal(text);
  }

  static LocalDate day(ResultSet row, String column) throws SQLException {
    return LocalDate.parse(row.getString(column));
  }

  static @Nullable LocalDate dayOrNull(ResultSet row, String column) throws SQLException {
    String text = Columns.text(row, column);
    return text == null ? null : LocalDate.parse(text);
  }

  static @Nullable String sql(@Nullable BigDecimal amount) {
    return amount == null ? null : amount.toPlainString();
  }

  static @Nullable String sql(@Nullable LocalDate day) {
    return day == null ? null : day.toString();
  }
}
