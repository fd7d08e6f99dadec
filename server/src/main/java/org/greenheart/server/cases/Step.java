// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Stage;
import org.jspecify.annotations.Nullable;

/**
 * A step on the way of a case. Those with a number are the way itself, in this order; a kind may
 * leave some of them out. The others leave the way, come back to it, or stand still on it.
 *
 * <p>The way is that of the public notices on inspection complaints and of graded acceptance: taken
 * in, given out, investigated, rectified, verified, publicised, closed and filed, looked back at.
 */
enum Step {
  ACCEPT(Stage.ACCEPTED, true, Need.text("opinion").optional()),
  GIVE_OUT(
      Stage.GIVEN_OUT,
      true,
      Need.of("lead", Need.Type.HANDLER),
      Need.of("coUnits", Need.Type.HANDLERS).optional(),
      Need.text("task"),
      Need.of("due", Need.Type.DATE).optional()),
  INVESTIGATE(
      Stage.INVESTIGATED,
      true,
      Need.word("finding", "true", "mostly", "partly", "untrue"),
      Need.text("summary")),
  RECTIFY(Stage.RECTIFIED, true, Need.text("measures")),
  APPLY(Stage.APPLIED, true, Need.text("opinion")),
  VERIFY(Stage.VERIFIED, true, Need.text("opinion")),
  PUBLICISE(
      Stage.PUBLICISED,
      true,
      Need.text("media"),
      Need.of("from", Need.Type.DATE),
      Need.of("to", Need.Type.DATE)),
  CLOSE(Stage.CLOSED, true, Need.text("opinion").optional()),
  LOOK_BACK(
      Stage.LOOKED_BACK,
      true,
      Need.of("day", Need.Type.NUMBER),
      Need.word("outcome", "kept", "rebound", "false"),
      Need.text("text")),

  /** To the body that it belongs to; followed until that one has answered. */
  HAND_OVER(Stage.HANDED_OVER, false, Need.text("body"), Need.text("reason")),
  /** What the other body answered. */
  ANSWER(Stage.CLOSED, false, Need.text("answer")),
  /** Back to its handlers. */
  RETURN(Stage.GIVEN_OUT, false, Need.text("reason")),
  EXTEND(null, false, Need.of("until", Need.Type.DATE), Need.text("reason")),
  PAUSE(null, false, Need.text("reason")),
  RESUME(null, false, Need.text("reason").optional()),
  MERGE(Stage.MERGED, false, Need.of("into", Need.Type.CASE), Need.text("reason")),
  /** Against the proof: the first person says why. */
  ASK_CLOSING(null, false, Need.text("reason")),
  /** Against the proof: the second person agrees. */
  CONFIRM_CLOSING(Stage.CLOSED, false, Need.text("opinion")),
  REOPEN(Stage.GIVEN_OUT, false, Need.text("reason"));

  private final @Nullable Stage to;
  private final boolean onTheWay;

  @SuppressWarnings("ImmutableEnumChecker") // List.of
  private final List<Need> needs;

  Step(@Nullable Stage to, boolean onTheWay, Need... needs) {
    this.to = to;
    this.onTheWay = onTheWay;
    this.needs = List.of(needs);
  }

  /** Where it leads; empty when the stage stays. */
  Optional<Stage> to() {
    return Optional.ofNullable(to);
  }

  boolean onTheWay() {
    return onTheWay;
  }

  List<Need> needs() {
    return needs;
  }

  /** As in the address and in a kind: {@code give-out}. */
  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * @throws RuleException {@code step-unknown}
   */
  static Step ofText(String field, String text) {
    return Arrays.stream(values())
        .filter(step -> step.text().equals(text))
        .findFirst()
        .orElseThrow(
            () -> new RuleException(field, "is not a step of a case", text, "step-unknown"));
  }
}
