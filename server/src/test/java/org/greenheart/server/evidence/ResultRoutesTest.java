// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.greenheart.storage.registry.CaseEvent;
import org.greenheart.storage.registry.CaseFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The public table of results over real HTTP. */
final class ResultRoutesTest {
  @TempDir private Path data;
  private EvidenceRig rig;
  private String path;

  @BeforeEach
  void start() {
    rig = new EvidenceRig(data, new EvidenceLimits(1 << 20, 3, 1 << 20));
    path = "/api/cases/%s/publication".formatted(rig.file.id());
    CaseFile file = rig.registry.cases().find(rig.file.id()).orElseThrow();
    rig.registry
        .cases()
        .change(
            file.with(
                file.facts()
                    .described(
                        "王先生反映，电话 13800138000，河水发黑",
                        "{\"pollution\":\"water\",\"place\":\"一号排口旁3号楼\",\"polluter\":\"某某厂 13800138000\"}")),
            new CaseEvent(EvidenceRig.NOW, "李巡查", "note", "seen"));
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private void close() {
    rig.registry
        .cases()
        .close(rig.file.id(), new CaseEvent(EvidenceRig.NOW, "watch", "closed", ""));
  }

  private JsonNode preview() throws Exception {
    return rig.get(path).body();
  }

  private EvidenceRig.Answer publish(String sha256) throws Exception {
    return rig.post(path, "{\"sha256\":\"%s\",\"who\":\"duty\"}".formatted(sha256));
  }

  @Test
  void preview_hasNoNames_andFieldsAsTheKindSays() throws Exception {
    JsonNode row = preview().path("row");

    assertThat(row.path("title").asText()).isEqualTo("***：化学需氧量超标");
    assertThat(row.path("description").asText()).isEqualTo("某先生反映，电话 ***，河水发黑");
    assertThat(row.path("kind").path("en").asText()).isNotBlank();
    assertThat(row.toString()).contains("水", "Water", "***旁*号楼").doesNotContain("13800138000");
    assertThat(row.has("thing")).isFalse();
  }

  @Test
  void exactlyWhatWasShown_isPublished_andStays() throws Exception {
    close();
    String shown = preview().path("sha256").asText();

    assertThat(publish("0".repeat(64)).code()).isEqualTo("publication-changed");
    assertThat(publish(shown).status()).isEqualTo(201);
    CaseFile file = rig.registry.cases().find(rig.file.id()).orElseThrow();
    rig.registry
        .cases()
        .change(file.titled("another"), new CaseEvent(EvidenceRig.NOW, "duty", "note", ""));

    JsonNode rows = rig.get("/api/public/results").body();
    assertThat(rows).hasSize(1);
    assertThat(rows.path(0).path("row").path("title").asText()).isEqualTo("***：化学需氧量超标");
    assertThat(rows.path(0).has("publishedBy")).isFalse();
    assertThat(publish(shown).code()).isEqualTo("publication-changed");
  }

  @Test
  void caseNotSoFar_isNotPublished() throws Exception {
    EvidenceRig.Answer refused = publish(preview().path("sha256").asText());

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("case-not-publicised");
    assertThat(rig.get("/api/public/results").body()).isEmpty();
  }

  @Test
  void withdrawn_isPublicNoMore_andTheCaseSaysWhy() throws Exception {
    close();
    publish(preview().path("sha256").asText());

    rig.post(path + "/withdraw", "{\"why\":\"a name was left\"}");

    assertThat(rig.get("/api/public/results").body()).isEmpty();
    assertThat(preview().path("present").isNull()).isTrue();
    assertThat(rig.registry.cases().timeline(rig.file.id()).getLast().text())
        .isEqualTo("a name was left");
    assertThat(rig.post(path + "/withdraw", "{\"why\":\"\"}").code()).isEqualTo("text-length");
  }
}
