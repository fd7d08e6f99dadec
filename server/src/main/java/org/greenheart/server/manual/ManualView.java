// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.manual;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.greenheart.protocols.hj212.FactorTable;
import org.greenheart.server.limits.HeldLimit;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Json;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.ManualDismissal;
import org.greenheart.storage.registry.ManualFile;
import org.greenheart.storage.registry.ManualReport;
import org.greenheart.storage.registry.ManualResult;
import org.greenheart.storage.registry.ManualSample;
import org.greenheart.storage.registry.ObservedProperty;
import org.greenheart.storage.registry.Tables;
import org.greenheart.storage.registry.Thing;
import org.jspecify.annotations.Nullable;

/**
 * A revision of a report as the interface shows it.
 *
 * @param why it differs from the revision before
 * @param official whether the authority has entered or corrected it
 */
record ManualView(
    long id,
    int revision,
    long thing,
    String thingName,
    String thingNameEn,
    String kind,
    String number,
    String sample,
    @Nullable String laboratory,
    @Nullable String accreditation,
    Instant from,
    Instant to,
    @Nullable LocalDate analysed,
    @Nullable String sampler,
    @Nullable String remark,
    List<ResultView> results,
    boolean withdrawn,
    String author,
    Instant recorded,
    @Nullable String why,
    boolean official,
    @Nullable Link caseFile,
    @Nullable Dismissal dismissal) {

  /** That a person has said that the revision needs no case, though it exceeds. */
  record Dismissal(String why, String author, Instant recorded) {
    /** As it holds for a revision; null where nobody said so, or it was taken back. */
    static @Nullable Dismissal of(Tables tables, ManualReport report) {
      ManualDismissal newest = null;
      for (ManualDismissal said : tables.manualReports().dismissals(report.id())) {
        newest = said.revision() == report.revision() ? said : newest;
      }
      return newest == null || !newest.dismissed()
          ? null
          : new Dismissal(newest.why(), newest.author(), newest.recorded());
    }
  }

  /** A case opened for the report. */
  record Link(long id, String number, String stage) {}

  /**
   * A result.
   *
   * @param below whether nothing was detected
   * @param automatic what the device sent meanwhile; null in lists, and when there is nothing
   */
  record ResultView(
      String code,
      String name,
      String nameEn,
      @Nullable Decimal value,
      String unit,
      boolean below,
      @Nullable Decimal detectionLimit,
      @Nullable Decimal converted,
      @Nullable String method,
      @Nullable String instrument,
      JudgedView judged,
      AutomaticBeside.@Nullable Beside automatic) {}

  /**
   * A verdict.
   *
   * @param choice which limit, and why that one; null where there is none
   */
  record JudgedView(
      String outcome,
      String reason,
      @Nullable Decimal value,
      boolean converted,
      @Nullable Decimal lower,
      @Nullable Decimal upper,
      boolean longerMean,
      @Nullable String ref,
      @Nullable Json choice) {
    static JudgedView of(Judged judged) {
      HeldLimit held = judged.held();
      return new JudgedView(
          judged.outcome().text(),
          judged.reason(),
          judged.value(),
          judged.converted(),
          judged.lower(),
          judged.upper(),
          judged.longerMean(),
          held == null ? null : held.ref(),
          held == null ? null : new Json(held.choice()));
    }
  }

  /** A file of a report. */
  record FileView(
      long id,
      String name,
      String media,
      long bytes,
      String sha256,
      Instant added,
      String addedBy,
      @Nullable Instant struck,
      @Nullable String struckBy,
      @Nullable String struckWhy) {
    static FileView of(ManualFile file) {
      return new FileView(
          file.id(),
          file.name(),
          file.media(),
          file.bytes(),
          file.sha256(),
          file.added(),
          file.addedBy(),
          file.struck(),
          file.struckBy(),
          file.struckWhy());
    }
  }

  static ManualView of(
      Tables tables,
      ManualReport report,
      SampleJudge judge,
      Function<ManualResult, Optional<AutomaticBeside.Beside>> beside) {
    ManualSample sample = report.sample();
    Optional<Thing> thing = tables.catalogue().thing(sample.thing());
    return new ManualView(
        report.id(),
        report.revision(),
        sample.thing(),
        thing.map(Thing::name).orElse(""),
        thing.map(Thing::description).orElse(""),
        sample.kind().text(),
        sample.number(),
        sample.sample(),
        sample.laboratory(),
        sample.accreditation(),
        sample.from(),
        sample.to(),
        sample.analysed(),
        sample.sampler(),
        sample.remark(),
        report.results().stream()
            .map(
                result ->
                    result(
                        tables,
                        result,
                        judge.judge(report, result),
                        beside.apply(result).orElse(null)))
            .toList(),
        report.withdrawn(),
        report.author(),
        report.recorded(),
        report.why(),
        report.official(),
        link(tables, report.caseFile()),
        Dismissal.of(tables, report));
  }

  private static ResultView result(
      Tables tables, ManualResult result, Judged judged, AutomaticBeside.@Nullable Beside beside) {
    return new ResultView(
        result.code(),
        name(tables, result.code()),
        FactorTable.standard().find(result.code()).map(f -> f.en()).orElse(result.code()),
        result.value(),
        result.unit(),
        result.isBelowDetection(),
        result.detectionLimit(),
        result.converted(),
        result.method(),
        result.instrument(),
        JudgedView.of(judged),
        beside);
  }

  /** In Chinese. */
  static String name(Tables tables, String code) {
    return FactorTable.standard()
        .find(code)
        .map(factor -> factor.zh())
        .or(
            () ->
                tables.catalogue().observedProperties().stream()
                    .filter(property -> code.equals(property.code()))
                    .map(ObservedProperty::name)
                    .findFirst())
        .orElse(code);
  }

  private static @Nullable Link link(Tables tables, @Nullable Long id) {
    CaseFile file = id == null ? null : tables.cases().find(id).orElse(null);
    return file == null ? null : new Link(file.id(), file.number(), file.stage().text());
  }
}
