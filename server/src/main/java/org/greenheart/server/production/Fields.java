// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.production;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.function.Function;
import org.greenheart.server.api.JsonBody;
import org.greenheart.server.places.RowValues;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.RuleException;

/**
 * What a form or a row of a sheet says, by the same names: so both are checked by the same code.
 */
public final class Fields {
  private final Function<String, Optional<String>> source;

  private Fields(Function<String, Optional<String>> source) {
    this.source = requireNonNull(source, "source is null");
  }

  public static Fields of(JsonBody body) {
    return new Fields(body::value);
  }

  public static Fields of(RowValues row) {
    return new Fields(row::optional);
  }

  public Optional<String> find(String field) {
    return source.apply(field);
  }

  /**
   * @throws RuleException {@code field-missing}
   */
  public String text(String field) {
    return find(field)
        .orElseThrow(() -> new RuleException(field, "must be given", "", "field-missing"));
  }

  /**
   * @throws RuleException {@code field-missing}, {@code number-unreadable}
   */
  public Decimal number(String field) {
    return number(field, text(field));
  }

  /**
   * @throws RuleException {@code number-unreadable}
   */
  public Optional<Decimal> findNumber(String field) {
    return find(field).map(text -> number(field, text));
  }

  private static Decimal number(String field, String text) {
    return Decimal.parse(text)
        .orElseThrow(
            () ->
                new RuleException(
                    field, "must be a number, its unit apart", text, "number-unreadable"));
  }

  /**
   * True for {@code true}, {@code yes} and 是.
   *
   * @throws RuleException {@code word-unknown}
   */
  public boolean flag(String field) {
    return find(field)
        .map(
            text ->
                switch (text) {
                  case "true", "yes", "是" -> true;
                  case "false", "no", "否" -> false;
                  default ->
                      throw new RuleException(field, "must be yes or no", text, "word-unknown");
                })
        .orElse(false);
  }
}
