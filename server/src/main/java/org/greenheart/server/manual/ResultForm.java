// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.manual;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.greenheart.regulation.limits.Unit;
import org.greenheart.server.production.Fields;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.ManualResult;
import org.greenheart.storage.registry.ManualSample;
import org.greenheart.storage.registry.RuleException;

/**
 * Reads what was found of one quantity, from a form or a row. What was not detected is written as
 * laboratories do: {@code ND}, {@code 未检出}, {@code <0.5}, {@code 0.5L}.
 */
final class ResultForm {
  private static final Set<String> NOTHING = Set.of("ND", "nd", "N.D.", "未检出", "<DL");
  private static final Pattern BELOW = Pattern.compile("[<＜]\\s*([0-9.]+)|([0-9.]+)\\s*L");

  private final PointQuantities quantities;

  ResultForm(PointQuantities quantities) {
    this.quantities = requireNonNull(quantities, "quantities is null");
  }

  /**
   * @throws RuleException {@code number-unreadable}, {@code value-negative}, {@code result-method},
   *     and as {@link PointQuantities} and {@link ManualResult} say
   */
  ManualResult read(Fields fields, ManualSample.Kind kind) {
    String code = quantities.code(fields.text("code"), fields.flag("beyond"));
    String unit = quantities.unit(code, fields.text("unit"));
    String written = fields.text("value");
    Matcher below = BELOW.matcher(written);
    Optional<Decimal> limit = fields.findNumber("detectionLimit");
    Decimal value = null;
    if (below.matches()) {
      String number = below.group(1) == null ? below.group(2) : below.group(1);
      Decimal said = Decimal.parse(number).orElseThrow(() -> unreadable(written));
      if (limit.isPresent() && limit.get().compareTo(said) != 0) {
        throw new RuleException(
            "detectionLimit",
            "must be what value (%s) says".formatted(written),
            limit.get(),
            "detection-limit");
      }
      limit = Optional.of(said);
    } else if (!NOTHING.contains(written)) {
      value = Decimal.parse(written).orElseThrow(() -> unreadable(written));
      if (value.unscaled() < 0 && Unit.of(unit).kind() != Unit.Kind.OTHER) {
        throw new RuleException("value", "must not be below 0", value, "value-negative");
      }
    }
    Optional<String> method = fields.find("method");
    if (kind == ManualSample.Kind.LABORATORY && method.isEmpty()) {
      throw new RuleException(
          "method", "must name the standard, such as HJ 57-2017", "", "result-method");
    }
    return new ManualResult(
        code,
        value,
        unit,
        limit.orElse(null),
        fields.findNumber("converted").orElse(null),
        method.orElse(null),
        fields.find("instrument").orElse(null));
  }

  private static RuleException unreadable(String written) {
    return new RuleException(
        "value", "must be a number, its unit apart, or ND", written, "number-unreadable");
  }
}
