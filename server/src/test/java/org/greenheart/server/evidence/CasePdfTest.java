// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfparser.PDFStreamParser;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.greenheart.storage.registry.UpkeepEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The printed case file over real HTTP. */
final class CasePdfTest {
  @TempDir private Path data;
  private EvidenceRig rig;

  @BeforeEach
  void start() {
    rig = new EvidenceRig(data, new EvidenceLimits(1 << 20, 20, 1 << 20));
    rig.minutes(120, 120);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private byte[] print(String path) throws Exception {
    HttpResponse<byte[]> answer = rig.bytes(path);
    assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/pdf");
    return answer.body();
  }

  private static String text(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document);
    }
  }

  @Test
  void caseFile_hasItsFacts_inChineseAndLatin() throws Exception {
    rig.post(
        "/api/cases/%s/evidence?name=%%E7%%8E%%B0%%E5%%9C%%BA.jpg&note=before&who=inspector"
            .formatted(rig.file.id()),
        Photos.fromPlace());
    rig.post(
        "/api/cases/%s/evidence/notes".formatted(rig.file.id()),
        "{\"text\":\"@巡查一组 请复核：龘 😀 2.5 ℃\"}");
    rig.registry
        .upkeep()
        .add(
            rig.alarm.thing(),
            UpkeepEntry.Kind.CALIBRATION,
            EvidenceRig.NOW.minus(Duration.ofHours(2)),
            null,
            "运维人员",
            "zero and span");

    String chinese = text(print("/api/cases/%s/pdf".formatted(rig.file.id())));
    String english = text(print("/api/cases/%s/pdf?lang=en".formatted(rig.file.id())));

    assertThat(chinese)
        .contains(
            "案件档案",
            "一号排口：化学需氧量超标",
            rig.file.number(),
            "62.50 mg/L",
            "排污许可证 91110000X，第 3.2 条",
            "@巡查一组 请复核：龘 ? 2.5 °C",
            "现场.jpg",
            "27.510000, 113.005000",
            "zero and span",
            "校准",
            Digests.sha256(Photos.fromPlace()).substring(0, 20));
    assertThat(english)
        .contains("Case file", "Raw frames", "COD above the permit", "cod-above, 1", "calibration");
  }

  @Test
  void fonts_areEmbeddedAsSubsets() throws Exception {
    byte[] pdf = print("/api/alarms/%s/pdf".formatted(rig.alarm.id()));

    assertThat(pdf.length).isLessThan(200_000);
    try (PDDocument document = Loader.loadPDF(pdf)) {
      List<String> names = new ArrayList<>();
      for (PDPage page : document.getPages()) {
        for (COSName name : page.getResources().getFontNames()) {
          PDFont font = page.getResources().getFont(name);
          assertThat(font.isEmbedded()).isTrue();
          names.add(font.getName().replaceAll("^[A-Z]{6}\\+", ""));
        }
      }
      assertThat(names).contains("LiberationSans", "DroidSansFallback");
      assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("zh-CN");
    }
  }

  /** Lines, no picture; the limit is dashed. */
  @Test
  void curve_isDrawnAsLines() throws Exception {
    byte[] pdf = print("/api/alarms/%s/pdf".formatted(rig.alarm.id()));

    try (PDDocument document = Loader.loadPDF(pdf)) {
      PDPage page = document.getPage(1);
      List<String> operators = new ArrayList<>();
      for (Object token : new PDFStreamParser(page).parse()) {
        if (token instanceof Operator operator) {
          operators.add(operator.getName());
        }
      }
      assertThat(operators.stream().filter("l"::equals).count()).isGreaterThan(100);
      assertThat(operators).contains("d").doesNotContain("Do");
      assertThat(text(pdf)).contains("限值 50", "(mg/L)");
    }
  }

  @Test
  void longTexts_areBroken_andManyFramesAreCounted() throws Exception {
    rig.minutes(600, 119);
    String longest = "没有空格的很长的一句话".repeat(60) + " " + "x".repeat(900);
    rig.post(
        "/api/cases/%s/evidence/notes".formatted(rig.file.id()),
        "{\"text\":\"%s\"}".formatted(longest));

    String printed = text(print("/api/cases/%s/pdf".formatted(rig.file.id())));

    assertThat(printed).contains("此处列出前 200 条", " / ");
    assertThat(rig.get("/api/cases/99/pdf").status()).isEqualTo(404);
  }
}
