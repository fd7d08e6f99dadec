// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.greenheart.storage.registry.Datastream;
import org.jspecify.annotations.Nullable;

/**
 * What a rule names and cannot judge, and why: a Datastream whose unit is another, or single values
 * of one that are not what the limit judges.
 *
 * @param thing 0 when no point of the rule has the quantity
 * @param reason as {@link Unjudged#word}, or {@code factor-missing}
 * @param asked the unit of the rule's numbers or of the limit; null when it is not the unit
 * @param has the Datastream's unit; null when it is not known
 * @param values how many were not judged since rules and limits were last read; null: none ever is
 * @param last the time of the last of them, in the data's time
 */
public record LeftOut(
    String rule,
    long thing,
    String code,
    String reason,
    @Nullable String asked,
    @Nullable String has,
    @Nullable Long values,
    @Nullable Instant last) {
  public LeftOut {
    requireNonNull(rule, "rule is null");
    requireNonNull(code, "code is null");
    requireNonNull(reason, "reason is null");
  }

  /** All values, since nothing converts one unit to the other. */
  static LeftOut ofUnit(String rule, Datastream datastream, String asked) {
    return new LeftOut(
        rule,
        datastream.thing(),
        datastream.code(),
        Unjudged.UNIT.word(),
        asked,
        datastream.unit().symbol(),
        null,
        null);
  }

  /** Of a rule none of whose points has the quantity: the thing is 0. */
  static LeftOut ofMissing(String rule, String code) {
    return new LeftOut(rule, 0, code, "factor-missing", null, null, null, null);
  }

  /** Whether no value of the Datastream is judged. */
  public boolean leavesAllOut() {
    return values == null;
  }
}
