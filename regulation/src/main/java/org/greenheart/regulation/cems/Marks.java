// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.cems;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Confidence;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Step;

/** What marks mean together, and until when a person may set them. */
public final class Marks {
  /** 《污染物排放自动监测设备标记规则》. */
  public static final Basis RULES =
      new Basis(
          "污染物排放自动监测设备标记规则, MEE announcement 2022 No. 21",
          "Art. 6",
          Confidence.MEDIUM,
          "trade press; public notes");

  public static final Basis FLAGS = Basis.seen("HJ 212-2017", "data marks");

  /** First day on which the marking rules hold, in the four industries named first. */
  public static final LocalDate IN_FORCE = LocalDate.of(2023, 1, 1);

  private Marks() {}

  /** All marks there are. */
  public static List<Mark> all() {
    return Stream.<Mark[]>of(DataFlag.values(), DeviceMark.values(), ConditionMark.values())
        .flatMap(Stream::of)
        .toList();
  }

  /** A mark by its {@linkplain Mark#word() word}, without regard to case. */
  public static Optional<Mark> find(String word) {
    return all().stream().filter(mark -> mark.word().equalsIgnoreCase(word.strip())).findFirst();
  }

  /**
   * A mark that must be there.
   *
   * @throws LawException naming the known ones
   */
  public static Mark of(String word) {
    return find(word)
        .orElseThrow(
            () ->
                new LawException(
                    LawException.Code.OUT_OF_RANGE,
                    "mark",
                    "mark (%s) must be one of %s"
                        .formatted(
                            word, String.join(", ", all().stream().map(Mark::word).toList()))));
  }

  /**
   * A mark of the reports of HJ 75-2017. The same letters mean other things there than in HJ 212: F
   * is the source that stands still, B a banked furnace.
   */
  public static Optional<Mark> ofReport(String letters) {
    return switch (letters) {
      case "F" -> Optional.of(ConditionMark.STOPPED);
      case "St" -> Optional.of(ConditionMark.START);
      case "Sd" -> Optional.of(ConditionMark.STOP);
      case "B" -> Optional.of(ConditionMark.BANKED);
      case "C" -> Optional.of(DeviceMark.CALIBRATION);
      case "M" -> Optional.of(DeviceMark.MAINTENANCE);
      case "Md" -> Optional.of(DeviceMark.MISSING);
      case "T" -> Optional.of(DataFlag.T);
      case "D" -> Optional.of(DeviceMark.DEVICE_FAULT);
      default -> Optional.empty();
    };
  }

  /** What all marks of a value leave of its use; no mark: everything. */
  public static Reasoned<Use> use(Collection<Mark> marks) {
    Use use = Use.NORMAL;
    List<Step> steps = new ArrayList<>();
    boolean onlyFlags = true;
    for (Mark mark : marks) {
      use = use.and(mark.use());
      onlyFlags &= mark instanceof DataFlag;
      steps.add(new Step(mark.zh(), mark.en(), mark.word(), said(mark.use())));
    }
    // What each flag means is read in HJ 212; what follows from it is in the marking rules.
    Basis basis = onlyFlags && use.equals(Use.NORMAL) ? FLAGS : RULES;
    return new Reasoned<>(use, basis, steps);
  }

  /** A day's marks are set by hand until then; what is unmarked then counts as not objected to. */
  public static LocalDateTime deadline(LocalDate day) {
    return day.plusDays(1).atTime(LocalTime.NOON);
  }

  private static String said(Use use) {
    return "judgement %s; amount %s"
        .formatted(
            use.judgement() ? "yes" : "no",
            switch (use.amount()) {
              case MEASURED -> "measured";
              case SUBSTITUTED -> "substituted";
              case NONE -> "none";
            });
  }
}
