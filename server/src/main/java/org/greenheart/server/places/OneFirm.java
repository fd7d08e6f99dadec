// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.places;

import java.text.Normalizer;
import java.util.Locale;
import org.greenheart.storage.registry.Enterprise;
import org.greenheart.storage.registry.RuleException;
import org.jspecify.annotations.Nullable;

/**
 * One credit code is one firm's. A row that says another name under a known code is the mistake of
 * two firms with one code, unless it says that the firm was renamed.
 */
final class OneFirm {
  private OneFirm() {}

  /**
   * @param known who has the code
   * @param former the name before, where somebody says that it was changed; null: nobody does
   * @param how how that is said, for the error
   * @throws RuleException {@code credit-code-two-firms}
   */
  static void require(Enterprise known, String name, @Nullable String former, String how) {
    String before = plain(known.name());
    if (!before.equals(plain(name)) && (former == null || !plain(former).equals(before))) {
      throw new RuleException(
          "creditCode",
          "belongs to %s, not to %s: two firms cannot have one credit code; %s"
              .formatted(known.name(), name, how),
          known.creditCode(),
          "credit-code-two-firms");
    }
  }

  /** Without spaces, width and case. */
  private static String plain(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC)
        .replaceAll("\\s", "")
        .toLowerCase(Locale.ROOT);
  }
}
