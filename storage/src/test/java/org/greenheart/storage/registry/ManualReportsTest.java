// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.TimeRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ManualReportsTest extends RegistryTest {
  private static final Instant FROM = Instant.parse("2026-02-27T02:00:00Z");
  private static final String HASH = "0".repeat(64);

  private long thing;

  @BeforeEach
  void point() {
    thing = accepted(MN).thing();
  }

  private ManualReports reports() {
    return registry.manualReports();
  }

  private ManualSample sample(String number, String sample) {
    return new ManualSample(
        thing,
        ManualSample.Kind.LABORATORY,
        number,
        sample,
        "示例检测",
        "230000000001",
        FROM,
        FROM.plusSeconds(3_600),
        LocalDate.parse("2026-02-28"),
        "sampler",
        null);
  }

  private ManualSample reading(Instant at) {
    return new ManualSample(
        thing, ManualSample.Kind.READING, "", "", null, null, at, at, null, "guard", null);
  }

  private static ManualResult found(String code, @Nullable String value) {
    return new ManualResult(
        code,
        value == null ? null : Decimal.parse(value).orElseThrow(),
        "mg/m3",
        Decimal.parse("3").orElseThrow(),
        null,
        "HJ 57-2017",
        null);
  }

  @Test
  void correction_keepsWhatWasSaidBefore() {
    ManualReport first =
        reports().add(sample("R1", "S1"), List.of(found("a21026", "81.50")), "lab", false);
    Change<ManualReport> same =
        reports()
            .revise(first.id(), 1, first.sample(), first.results(), false, "another", false, null);
    Change<ManualReport> corrected =
        reports()
            .revise(
                first.id(),
                1,
                first.sample(),
                List.of(found("a21026", "18.50"), found("a21002", null)),
                false,
                "another",
                false,
                "digits swapped");
    reopen();

    assertThat(same.kind()).isEqualTo(Change.Kind.UNCHANGED);
    assertThat(corrected.row().revision()).isEqualTo(2);
    List<ManualReport> all = reports().revisions(first.id());
    assertThat(all).extracting(ManualReport::why).containsExactly("digits swapped", null);
    assertThat(all.getLast().results().getFirst().value()).hasToString("81.50");
    assertThat(all.getFirst().results().getLast().isBelowDetection()).isTrue();
    assertThat(reports().find(first.id())).hasValue(all.getFirst());
  }

  @Test
  void correction_withoutReasonOrOfAnOldRevision_isRefused() {
    ManualReport first =
        reports().add(sample("R1", "S1"), List.of(found("a21026", "8")), "lab", false);
    List<ManualResult> other = List.of(found("a21026", "9"));

    assertThatThrownBy(
            () -> reports().revise(first.id(), 1, first.sample(), other, false, "lab", false, " "))
        .hasMessageContaining("must say why");
    reports().revise(first.id(), 1, first.sample(), other, false, "lab", false, "misread");
    assertThatThrownBy(
            () ->
                reports().revise(first.id(), 1, first.sample(), other, true, "lab", false, "late"))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("has revision 2 by now");
  }

  @Test
  void sameSample_standsOnceAtAPoint_untilItIsWithdrawn() {
    List<ManualResult> results = List.of(found("a21026", "8"));
    ManualReport first = reports().add(sample("R1", "S1"), results, "lab", false);
    reports().add(sample("R1", "S2"), results, "lab", false);

    assertThatThrownBy(() -> reports().add(sample("R1", "S1"), results, "lab", false))
        .hasMessageContaining("as report " + first.id());
    reports().revise(first.id(), 1, first.sample(), results, true, "lab", false, "wrong stack");
    ManualReport again = reports().add(sample("R1", "S1"), results, "lab", false);

    assertThat(reports().find(first.id()).orElseThrow().withdrawn()).isTrue();
    assertThat(reports().find(sample("R1", "S1"))).hasValue(again);
  }

  @Test
  void whatTheAuthoritySaid_nobodyElseChanges() {
    ManualReport ours =
        reports().add(sample("R1", "S1"), List.of(found("a21026", "8")), "lab", false);
    List<ManualResult> other = List.of(found("a21026", "9"));

    ManualReport checked =
        reports()
            .revise(ours.id(), 1, ours.sample(), other, false, "inspector", true, "misread")
            .row();

    assertThat(checked.official()).isTrue();
    assertThatThrownBy(
            () ->
                reports().revise(ours.id(), 2, ours.sample(), other, true, "lab", false, "not so"))
        .hasMessageContaining("only it may change it");
  }

  @Test
  void readings_areToldApartByTheirTime() {
    List<ManualResult> results =
        List.of(
            new ManualResult("level", new Decimal(212, 2), "m", null, null, null, "staff gauge"));
    reports().add(reading(FROM), results, "guard", false);
    reports().add(reading(FROM.plusSeconds(60)), results, "guard", false);

    assertThatThrownBy(() -> reports().add(reading(FROM), results, "guard", false))
        .isInstanceOf(RuleException.class);
    assertThat(reports().list(thing, TimeRange.of(FROM, FROM.plusSeconds(60)), _ -> true, 9))
        .hasSize(1);
    assertThat(reports().list(null, TimeRange.ALL, _ -> true, 9)).hasSize(2);
    assertThat(
            reports().list(null, TimeRange.ALL, report -> report.sample().from().equals(FROM), 1))
        .as("reports that are not wanted take no place")
        .hasSize(1);
    assertThat(reports().list(thing + 1, TimeRange.ALL, _ -> true, 9)).isEmpty();
  }

  @Test
  void readingsAroundATime_areTheNearestOfTheQuantity_thatCount() {
    ManualReport[] days = new ManualReport[6];
    for (int i = 0; i < days.length; i++) {
      ManualResult result =
          i == 1
              ? found("level", "1")
              : i == 4 ? found("energy", null) : found("energy", "" + (i + 1));
      days[i] = reports().add(reading(FROM.plusSeconds(i)), List.of(result), "guard", false);
    }
    reports().add(sample("R1", "S1"), List.of(found("energy", "9")), "lab", false);
    reports()
        .revise(
            days[3].id(),
            1,
            days[3].sample(),
            days[3].results(),
            true,
            "guard",
            false,
            "another meter");

    Instant second = FROM.plusSeconds(2);
    assertThat(reports().readingBefore(thing, "energy", second, 0)).hasValue(days[0]);
    assertThat(reports().readingAfter(thing, "energy", second, 0)).hasValue(days[5]);
    assertThat(reports().readingAfter(thing, "energy", FROM, 0)).hasValue(days[2]);
    assertThat(reports().readingAfter(thing, "energy", FROM, days[2].id())).hasValue(days[5]);
    assertThat(reports().readingBefore(thing, "energy", FROM.plusSeconds(9), 0)).hasValue(days[5]);
    assertThat(reports().readingBefore(thing, "energy", FROM, 0)).isEmpty();
    assertThat(reports().readingAfter(thing + 1, "energy", FROM, 0)).isEmpty();
  }

  @Test
  void reportThatSaysTooLittle_isRefused() {
    ManualSample sample = sample("R1", "S1");
    assertThatThrownBy(() -> reports().add(sample, List.of(), "lab", false))
        .hasMessageContaining("at least one result");
    assertThatThrownBy(
            () -> reports().add(sample, List.of(found("a", "1"), found("a", "2")), "lab", false))
        .hasMessageContaining("once in a report");
    assertThatThrownBy(
            () ->
                reports()
                    .add(
                        sample,
                        List.of(
                            new ManualResult(
                                "a", new Decimal(1, 0), "mg/m3", null, null, null, null)),
                        "lab",
                        false))
        .hasMessageContaining("must name the standard");
    assertThatThrownBy(() -> new ManualResult("a", null, "mg/m3", null, null, "HJ 1", null))
        .hasMessageContaining("where nothing was detected");
    assertThatThrownBy(() -> sample(" ", "S1")).hasMessageContaining("laboratory's report");
  }

  @Test
  void pointWithAReport_isNotRemoved() {
    reports().add(sample("R1", "S1"), List.of(found("a21026", "8")), "lab", false);

    assertThat(registry.catalogue().holdOnThing(thing)).isEqualTo(new Hold(0, 0, 0, 0, 1));
    assertThatThrownBy(() -> registry.catalogue().removeThing(thing))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("1 reports");
  }

  @Test
  void file_isStruckOnce_andStays() {
    long report =
        reports().add(sample("R1", "S1"), List.of(found("a21026", "8")), "lab", false).id();
    ManualFile file =
        reports()
            .addFile(
                new ManualFile(
                    0,
                    report,
                    "report.pdf",
                    "application/pdf",
                    9,
                    HASH,
                    NOW,
                    "lab",
                    null,
                    null,
                    null));
    reports().strikeFile(file.id(), "another's", "lab");
    reports().strikeFile(file.id(), "again", "lab");

    assertThat(reports().files(report))
        .extracting(ManualFile::struckWhy)
        .containsExactly("another's");
  }
}
