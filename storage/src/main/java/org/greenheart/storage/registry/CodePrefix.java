// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.regex.Pattern;

/**
 * With what the codes begin that are an enterprise's to give.
 *
 * @param id 0 for a new one
 * @param owner an enterprise
 * @param prefix 4 to 13 digits, a GS1 company prefix or a single number that GS1 has given out, or
 *     {@code hdl/} with the prefix of a Handle
 */
public record CodePrefix(long id, long owner, String prefix) {
  private static final Pattern FORM = Pattern.compile("\\d{4,13}|hdl/\\d+(\\.\\d+)*");

  /** {@code 01/} and the first digit of a GTIN, which says how it is packed. */
  private static final int BEFORE_PREFIX = 4;

  /**
   * @throws RuleException {@code prefix-form}
   */
  public CodePrefix {
    prefix =
        Checks.matching(
            "prefix",
            prefix,
            FORM,
            "must have 4 to 13 digits (GS1), or be hdl/ with a handle's prefix such as hdl/88.100",
            "prefix-form");
  }

  private boolean isHandle() {
    return prefix.startsWith("hdl/");
  }

  /**
   * Whether a lot's code is of this prefix.
   *
   * @param code {@code 01/GTIN/10/LOT} or {@code hdl/PREFIX/SUFFIX}
   */
  public boolean covers(String code) {
    return isHandle()
        ? code.startsWith(prefix + "/")
        : code.startsWith("01/") && code.startsWith(prefix, BEFORE_PREFIX);
  }

  /** Whether some code could be of both. */
  public boolean meets(CodePrefix other) {
    return (isHandle() || other.isHandle())
        ? prefix.equals(other.prefix)
        : prefix.startsWith(other.prefix) || other.prefix.startsWith(prefix);
  }
}
