// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.greenheart.server.cases.CaseRig.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Complaints over real HTTP: filed, followed, typed in; who complained stays sealed. */
final class ComplaintsTest {
  @TempDir private Path folder;
  private CaseRig rig;
  private long campaign;

  @BeforeEach
  void start() throws Exception {
    rig = new CaseRig(folder);
    campaign =
        rig.post(
                "/api/campaigns",
                """
                {'code':'P1','title':'Spring inspection','starts':'2026-03-01','ends':'2026-03-31',
                 'hotline':'12369','mailBox':'PO box 1','scope':'ecology'}\
                """)
            .id();
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private Answer file(String more) throws Exception {
    return rig.post(
        "/api/public/complaints",
        "{'text':'Black water runs into the creek','place':'East bridge','campaign':%s%s}"
            .formatted(campaign, more));
  }

  private Answer follow(String number, String pin) throws Exception {
    return rig.post(
        "/api/public/complaints/follow", "{'number':'%s','pin':'%s'}".formatted(number, pin));
  }

  @Test
  void complaint_isFiledAndFollowedByNumberAndPin() throws Exception {
    Answer receipt = file("");
    String number = receipt.text("/number");
    String pin = receipt.text("/pin");
    rig.step(receipt.id(), "accept", "'opinion':'for the house alone'");

    Answer seen = follow(number, pin);

    assertThat(receipt.status()).isEqualTo(201);
    assertThat(pin).matches("[0-9]{8}");
    assertThat(seen.text("/stage")).isEqualTo("accepted");
    assertThat(seen.body().get("history").findValuesAsText("what"))
        .containsExactly("opened", "accept");
    assertThat(seen.body().toString()).doesNotContain("for the house alone");
    assertThat(rig.get("/api/cases/" + receipt.id()).text("/fields/place"))
        .isEqualTo("East bridge");
  }

  @Test
  void wrongPin_isRefusedAndLocksTheNumberForAWhile() throws Exception {
    Answer receipt = file("");
    String number = receipt.text("/number");
    String pin = receipt.text("/pin");
    for (int i = 0; i < 5; i++) {
      assertThat(follow(number, "0000000" + i).status()).isIn(404, 200);
    }

    assertThat(follow(number, pin).code()).isEqualTo("pin-locked");
    rig.pass(Duration.ofMinutes(16));
    assertThat(follow(number, pin).status()).isEqualTo(200);
    assertThat(follow("2026-9999", pin).code()).isEqualTo("number-or-pin");
  }

  @Test
  void tooManyComplaints_areRefusedForAnHour() throws Exception {
    for (int i = 0; i < 20; i++) {
      assertThat(file("").status()).isEqualTo(201);
    }

    assertThat(file("").status()).isEqualTo(429);
    rig.pass(Duration.ofMinutes(61));
    assertThat(file("").status()).isEqualTo(201);
  }

  @Test
  void outsideOfDatesOrHours_isRefusedByName() throws Exception {
    String typed = "{'channel':'phone','text':'Dust over the road','campaign':%s,'received':'%s'}";
    assertThat(
            rig.post("/api/complaints", typed.formatted(campaign, "2026-03-01T13:00:00+08:00"))
                .status())
        .isEqualTo(201);
    Answer night =
        rig.post("/api/complaints", typed.formatted(campaign, "2026-03-01T21:00:00+08:00"));
    assertThat(night.code()).isEqualTo("hotline-closed");
    assertThat(night.text("/message")).contains("08:00", "20:00", "21:00");
    assertThat(
            rig.post("/api/complaints", typed.formatted(campaign, "2026-02-01T12:00:00+08:00"))
                .code())
        .isEqualTo("campaign-over");
    assertThat(
            rig.post("/api/complaints", typed.formatted(campaign, "2026-03-09T12:00:00+08:00"))
                .code())
        .isEqualTo("received-ahead");
    rig.pass(Duration.ofDays(40));
    assertThat(file("").code()).isEqualTo("campaign-over");
    assertThat(rig.get("/api/public/campaigns").body()).isEmpty();
  }

  @Test
  void complainant_isSealedAndEveryLookIsWrittenDown() throws Exception {
    long id = file(",'name':'Somebody','phone':'1380000'").id();
    String path = "/api/cases/" + id + "/complainant";

    assertThat(rig.get("/api/cases/" + id).body().toString()).doesNotContain("Somebody");
    assertThat(rig.get("/api/cases/" + id).text("/complainant")).isEqualTo("true");
    assertThat(rig.send("POST", path, "{\"why\":\"call back\"}", "Li:street-office").code())
        .isEqualTo("complainant-role");
    assertThat(rig.post(path, "{}").code()).isEqualTo("field-missing");
    Answer seen = rig.send("POST", path, "{\"why\":\"call back\"}", "Wang:duty-officer");

    assertThat(seen.text("/name")).isEqualTo("Somebody");
    Answer looks = rig.get(path + "/looks");
    assertThat(looks.body()).hasSize(1);
    assertThat(looks.text("/0/who")).isEqualTo("Wang");
    assertThat(looks.text("/0/why")).isEqualTo("call back");
    assertThat(rig.post("/api/cases/" + file("").id() + "/complainant", "{'why':'x'}").status())
        .isEqualTo(404);
    assertNowhereOnDisk("Somebody");
  }

  private void assertNowhereOnDisk(String text) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(content.contains(text)).as(file.toString()).isFalse();
      }
    }
  }

  @Test
  void sealedName_opensForItsCaseAndKeyAlone() throws Exception {
    IdentityVault vault = IdentityVault.open(folder);
    byte[] sealed = vault.seal(7, "Somebody");

    assertThat(IdentityVault.open(folder).unseal(7, sealed)).isEqualTo("Somebody");
    assertThatThrownBy(() -> vault.unseal(8, sealed)).isInstanceOf(StepException.class);
    assertThatThrownBy(
            () ->
                IdentityVault.open(Files.createDirectory(folder.resolve("other")))
                    .unseal(7, sealed))
        .isInstanceOf(StepException.class);
    sealed[sealed.length - 1] ^= 1;
    assertThatThrownBy(() -> vault.unseal(7, sealed)).isInstanceOf(StepException.class);
  }

  @Test
  void oldKeyPutBackBesideANewOne_opensTheOldNames() throws Exception {
    byte[] old = IdentityVault.open(folder).seal(7, "Somebody");
    Path restored = Files.createDirectory(folder.resolve("restored"));
    byte[] fresh = IdentityVault.open(restored).seal(8, "Else");

    assertThatThrownBy(() -> IdentityVault.open(restored).unseal(7, old))
        .isInstanceOf(StepException.class)
        .hasMessageContaining("complainants-old.key");
    Path _ =
        Files.copy(folder.resolve("complainants.key"), restored.resolve("complainants-old.key"));

    assertThat(IdentityVault.open(restored).unseal(7, old)).isEqualTo("Somebody");
    assertThat(IdentityVault.open(restored).unseal(8, fresh)).isEqualTo("Else");
  }

  @Test
  void rateLimit_letsInAgainWhenTimeHasPassed() {
    RateLimit limit = new RateLimit(2, Duration.ofSeconds(10), rig.clock);
    assertThat(limit.take("a")).isTrue();
    assertThat(limit.take("a")).isTrue();
    assertThat(limit.take("a")).isFalse();
    assertThat(limit.take("b")).isTrue();
    rig.now = rig.now.plusSeconds(10);

    assertThat(limit.take("a")).isTrue();
  }
}
