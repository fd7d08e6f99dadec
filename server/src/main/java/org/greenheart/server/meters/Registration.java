// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.greenheart.storage.registry.RuleException;

/**
 * What a gateway that connects to the server says first: printable characters as they are, without
 * blanks around them; other bytes as {@code hex:0102}.
 */
final class Registration {
  private static final String HEX = "hex:";
  private static final Pattern FORM =
      Pattern.compile("hex:([0-9a-f]{2}){1,64}|[!-~]([ -~]{0,62}[!-~])?");

  private Registration() {}

  static String of(byte[] packet) {
    String text = new String(packet, US_ASCII).strip().replace("\0", "");
    boolean printable = text.chars().allMatch(c -> c >= ' ' && c <= '~');
    return printable ? text : HEX + HexFormat.of().formatHex(packet);
  }

  /**
   * As an operator writes it.
   *
   * @throws RuleException {@code registration-form}
   */
  static String checked(String text) {
    String stripped = text.strip();
    String form =
        stripped.toLowerCase(Locale.ROOT).startsWith(HEX)
            ? stripped.toLowerCase(Locale.ROOT).replace(" ", "")
            : stripped;
    if (!FORM.matcher(form).matches()) {
      throw new RuleException(
          "registration",
          "must be 1 to 64 printable characters of ASCII, or hex: and their digits",
          text,
          "registration-form");
    }
    return form;
  }

  /** Whether it is said: alone, or before something that cannot be a part of it. */
  static boolean isSaid(String registration, String said) {
    if (!said.startsWith(registration)) {
      return false;
    }
    return said.length() == registration.length()
        || (!registration.startsWith(HEX)
            && !Character.isLetterOrDigit(said.charAt(registration.length())));
  }
}
