// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

import static java.util.Objects.requireNonNull;

/**
 * One {@code name=value} of a data area, as sent and as meant.
 *
 * <p>Devices write {@code w01018-Rtd}, {@code W01018-rtd}, {@code LA -Rtd} or {@code w01001--Avg}:
 * {@link #name} keeps what was sent (without the spaces around it), {@link #code} and {@link #part}
 * hold the meaning.
 *
 * @param name the name as sent
 * @param value the value as sent, spaces included; text decoded from UTF-8 or GB 18030
 * @param code what stands before the hyphen (a factor, facility or information code); empty when
 *     the name has no hyphen
 * @param part what is said of it: {@code Rtd}, {@code Avg}, {@code Flag}...; for a name without a
 *     hyphen the whole name, {@code DataTime} for {@code datatime}. Known names are in the spelling
 *     of the standard, others as sent
 */
public record Field(String name, String value, String code, String part) {
  public Field {
    requireNonNull(name, "name is null");
    requireNonNull(value, "value is null");
    requireNonNull(code, "code is null");
    requireNonNull(part, "part is null");
  }

  /** The field with the meaning that its name has. */
  public static Field of(String name, String value) {
    FieldName meaning = FieldName.of(name);
    return new Field(name, value, meaning.code(), meaning.part());
  }
}
