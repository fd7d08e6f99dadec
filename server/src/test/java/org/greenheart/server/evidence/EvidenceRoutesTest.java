// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files and notes of cases over real HTTP. */
final class EvidenceRoutesTest {
  @TempDir private Path data;
  private EvidenceRig rig;

  @BeforeEach
  void start() {
    rig = new EvidenceRig(data, new EvidenceLimits(1 << 20, 3, 1 << 20));
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private String files() {
    return "/api/cases/%s/evidence".formatted(rig.file.id());
  }

  private EvidenceRig.Answer add(String query, byte[] content) throws Exception {
    return rig.post(files() + "?name=" + query, content);
  }

  private long filesOnDisk() throws Exception {
    Path kept = data.resolve("evidence");
    if (!Files.isDirectory(kept)) {
      return 0;
    }
    try (var all = Files.walk(kept)) {
      return all.filter(Files::isRegularFile).count();
    }
  }

  @Test
  void photo_isKeptByItsHash_withItsPlace() throws Exception {
    byte[] photo = Photos.fromPlace();

    EvidenceRig.Answer added = add("before%2Fphoto.jpg&note=Outlet&who=inspector", photo);

    assertThat(added.status()).as(added.body().toString()).isEqualTo(201);
    JsonNode file = added.body();
    assertThat(file.path("name").asText()).isEqualTo("photo.jpg");
    assertThat(file.path("media").asText()).isEqualTo("image/jpeg");
    assertThat(file.path("latitude").asText()).isEqualTo("27.510000");
    assertThat(file.path("longitude").asText()).isEqualTo("113.005000");
    assertThat(file.path("taken").asText()).isEqualTo("2026-02-28T09:15:30");
    assertThat(file.path("addedBy").asText()).isEqualTo("inspector");
    String hash = file.path("sha256").asText();
    assertThat(hash).isEqualTo(Digests.sha256(photo));
    assertThat(data.resolve("evidence").resolve(hash.substring(0, 2)).resolve(hash))
        .hasBinaryContent(photo);
    assertThat(rig.get(files()).body().path("files")).hasSize(1);
    assertThat(data.resolve("evidence-unfinished")).isEmptyDirectory();
  }

  @Test
  void content_isNeverServedAsScript() throws Exception {
    add("%E7%8E%B0%E5%9C%BA.png", Photos.plain("png", 400, 200));

    HttpResponse<byte[]> content = rig.bytes(files() + "/1/content");
    HttpResponse<byte[]> thumbnail = rig.bytes(files() + "/1/thumbnail");

    assertThat(content.headers().firstValue("Content-Disposition"))
        .hasValue("attachment; filename*=UTF-8''%E7%8E%B0%E5%9C%BA.png");
    for (HttpResponse<byte[]> each : List.of(content, thumbnail)) {
      assertThat(each.statusCode()).isEqualTo(200);
      assertThat(each.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(each.headers().allValues("Content-Security-Policy"))
          .containsExactly("default-src 'none'; sandbox");
    }
    assertThat(content.body()).isEqualTo(Photos.plain("png", 400, 200));
    assertThat(content.headers().firstValue("Content-Type")).hasValue("image/png");
    assertThat(thumbnail.headers().firstValue("Content-Type")).hasValue("image/jpeg");
  }

  @Test
  void sameFileTwice_isKeptOnce() throws Exception {
    add("a.png", Photos.plain("png", 8, 8));
    add("b.png", Photos.plain("png", 8, 8));

    assertThat(filesOnDisk()).isEqualTo(1);
    assertThat(rig.get(files()).body().path("files")).hasSize(2);
  }

  @Test
  void refusal_reachesASenderThatIsStillSending() throws Exception {
    byte[] large = new byte[3 << 20];
    for (int time = 0; time < 5; time++) {
      assertThat(add("large.txt", large).code()).isEqualTo("evidence-size");
      assertThat(rig.post("/api/cases/99/evidence?name=a.txt", large).status()).isEqualTo(413);
      assertThat(add("", large).code()).isEqualTo("field-missing");
    }
  }

  @Test
  void whatIsRefused_leavesNothing() throws Exception {
    byte[] picture = Photos.plain("png", 8, 8);
    assertThat(add("photo.jpg", "<html>".getBytes(UTF_8)).code()).isEqualTo("evidence-disguised");
    assertThat(add("setup.exe", "MZ\0".getBytes(UTF_8)).code()).isEqualTo("evidence-type");
    assertThat(add("large.txt", new byte[(1 << 20) + 1]).status()).isEqualTo(413);
    assertThat(add("empty.txt", new byte[0]).code()).isEqualTo("evidence-empty");
    assertThat(add("", picture).code()).isEqualTo("field-missing");
    assertThat(add("..%2F", picture).code()).isEqualTo("evidence-name");
    assertThat(add("a.png&item=7", picture).code()).isEqualTo("item-not-found");
    assertThat(add("a.png&item=x", picture).code()).isEqualTo("number-unreadable");
    assertThat(rig.post("/api/cases/99/evidence?name=a.png", picture).status()).isEqualTo(404);

    assertThat(filesOnDisk()).isZero();
    assertThat(rig.get(files()).body().path("files")).isEmpty();
    assertThat(data.resolve("evidence-unfinished")).isEmptyDirectory();
  }

  @Test
  void nameThatTurnsTheWriting_isStraightened() throws Exception {
    assertThat(add("photo%E2%80%AEgpj.exe", new byte[] {'M', 'Z', 0}).code())
        .isEqualTo("evidence-type");
    EvidenceRig.Answer added = add("a%E2%80%AEb.png", Photos.plain("png", 8, 8));
    assertThat(added.body().path("name").asText()).isEqualTo("ab.png");
  }

  @Test
  void moreThanTheLimit_isRefused() throws Exception {
    byte[] picture = Photos.plain("png", 8, 8);
    for (int i = 0; i < 3; i++) {
      assertThat(add("a.png", picture).status()).isEqualTo(201);
    }

    EvidenceRig.Answer fourth = add("a.png", picture);

    assertThat(fourth.status()).isEqualTo(409);
    assertThat(fourth.code()).isEqualTo("evidence-count");
  }

  @Test
  void struck_staysAndSaysWhy_andOfAnotherCaseThereIsNone() throws Exception {
    add("a.png", Photos.plain("png", 8, 8));

    EvidenceRig.Answer struck =
        rig.post(files() + "/1/strike", "{\"why\":\"wrong place\",\"who\":\"inspector\"}");

    assertThat(struck.body().path("struckWhy").asText()).isEqualTo("wrong place");
    assertThat(struck.body().path("struckBy").asText()).isEqualTo("inspector");
    assertThat(rig.get(files()).body().path("files")).hasSize(1);
    assertThat(rig.post(files() + "/1/strike", "{\"why\":\" \"}").code()).isEqualTo("text-length");
    assertThat(rig.get("/api/cases/2/evidence/1/content").code()).isEqualTo("evidence-not-found");
  }

  @Test
  void note_callsUponPeople_untilTheySayThatTheyReadIt() throws Exception {
    EvidenceRig.Answer noted =
        rig.post(files() + "/notes", "{\"text\":\"@巡查一组 请复核 @clerk\",\"who\":\"duty\"}");

    assertThat(noted.status()).isEqualTo(201);
    assertThat(noted.body()).hasSize(2);
    assertThat(rig.registry.cases().timeline(rig.file.id()).getLast().text())
        .isEqualTo("@巡查一组 请复核 @clerk");
    JsonNode mine = rig.get("/api/mentions?person=clerk").body();
    assertThat(mine).hasSize(1);
    assertThat(mine.path(0).path("who").asText()).isEqualTo("duty");
    rig.post("/api/mentions/" + mine.path(0).path("id") + "/seen", "{\"person\":\"another\"}");
    assertThat(rig.get("/api/mentions?person=clerk").body()).hasSize(1);
    rig.post("/api/mentions/" + mine.path(0).path("id") + "/seen", "{\"person\":\"clerk\"}");
    assertThat(rig.get("/api/mentions?person=clerk").body()).isEmpty();
    assertThat(rig.post("/api/cases/99/evidence/notes", "{\"text\":\"a\"}").status())
        .isEqualTo(404);
  }
}
