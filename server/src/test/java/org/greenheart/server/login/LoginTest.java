// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.greenheart.server.login.DoorRig.Answer;
import org.greenheart.server.login.DoorRig.Browser;
import org.greenheart.storage.registry.AuditEntry;
import org.greenheart.storage.registry.AuditLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Coming in over real HTTP: what is good, and what is refused with which code. */
final class LoginTest {
  @TempDir private Path folder;
  private DoorRig rig;

  @BeforeEach
  void start() {
    rig = new DoorRig(folder, List.of());
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private List<String> outcomes() {
    return rig.registry.audit().list(AuditLog.Filter.ALL, Long.MAX_VALUE, 100).stream()
        .map(AuditEntry::outcome)
        .toList();
  }

  @Test
  void firstVisit_makesTheOwner_andLogsIn() {
    Browser browser = rig.new Browser();
    assertThat(browser.get("/api/me").json().path("setupNeeded").asBoolean()).isTrue();
    assertThat(browser.get("/api/accounts").code()).isEqualTo("setup-needed");

    Browser owner = rig.owner();

    assertThat(owner.get("/api/me").json().path("account").path("roles").toString())
        .isEqualTo("[\"owner\"]");
    assertThat(owner.get("/api/me").json().path("place").asText()).isEqualTo("Liuwan");
    assertThat(rig.registry.installation().get("kind")).contains("bureau");
    assertThat(rig.door.setupCode()).isEmpty();
  }

  private Answer firstVisit(String zone) {
    return rig.new Browser()
        .send(
            "POST",
            "/api/setup",
            Map.of(
                "login",
                "owner",
                "name",
                "Owner",
                "password",
                DoorRig.PASSWORD,
                "place",
                "Liuwan works",
                "kind",
                "factory",
                "zone",
                zone));
  }

  @Test
  void firstVisit_namesPlaceKindAndZone_forEveryPage() {
    assertThat(firstVisit("Moon/Crater").code()).isEqualTo("zone");
    assertThat(rig.registry.accounts().count()).isZero();

    assertThat(firstVisit("Asia/Urumqi").status()).isEqualTo(201);

    JsonNode me = rig.new Browser().get("/api/me").json();
    assertThat(me.path("place").asText()).isEqualTo("Liuwan works");
    assertThat(me.path("kind").asText()).isEqualTo("factory");
    assertThat(me.path("zone").asText()).isEqualTo("Asia/Urumqi");
  }

  @Test
  void placeOfAnotherKind_isChangedByTheOwner_andRefusedWhenUnknown() {
    Browser owner = rig.owner();

    assertThat(change(owner, "").code()).isEqualTo("kind-unknown");
    assertThat(change(rig.new Browser(), "park").status()).isEqualTo(401);
    assertThat(change(owner, "park").status()).isEqualTo(200);

    JsonNode me = rig.new Browser().get("/api/me").json();
    assertThat(me.path("place").asText()).isEqualTo("Liuwan Park");
    assertThat(me.path("kind").asText()).isEqualTo("park");
  }

  private static Answer change(Browser browser, String kind) {
    return browser.send("PUT", "/api/installation", Map.of("place", "Liuwan Park", "kind", kind));
  }

  @Test
  void everyAnswer_hasHeadersThatKeepOthersOut() {
    for (String path : List.of("/api/me", "/api/accounts")) {
      HttpHeaders headers = rig.new Browser().get(path).response().headers();
      assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
          .contains("default-src 'self'", "object-src 'none'", "frame-ancestors 'none'")
          .doesNotContain("script-src");
      assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
      assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).contains("same-origin");
      assertThat(headers.firstValue("Cache-Control")).contains("no-store");
    }
  }

  @Test
  void threeAdministrators_canNoneDoTheOthersPart() {
    Browser owner = rig.owner();
    Map<String, Object> all = Map.of("everything", true);
    Browser system = rig.account(owner, "system", List.of("system-admin"), all);
    Browser security = rig.account(owner, "security", List.of("security-admin"), all);
    Browser auditor = rig.account(owner, "auditor", List.of("audit-admin"), all);

    assertThat(security.get("/api/accounts").status()).isEqualTo(200);
    assertThat(auditor.get("/api/audit").status()).isEqualTo(200);
    assertThat(auditor.get("/api/audit/check").json().path("broken").isNull()).isTrue();
    for (Browser other : List.of(system, security)) {
      assertThat(other.get("/api/audit").code()).isEqualTo("right-missing");
    }
    for (Browser other : List.of(system, auditor)) {
      assertThat(other.get("/api/accounts").code()).isEqualTo("right-missing");
    }
    assertThat(auditor.send("POST", "/api/accounts", Map.of()).code()).isEqualTo("right-missing");
  }

  @Test
  void secondFirstVisit_isRefused() {
    Browser _ = rig.owner();
    Answer answer =
        rig.new Browser()
            .send(
                "POST",
                "/api/setup",
                Map.of(
                    "login",
                    "thief",
                    "name",
                    "Thief",
                    "password",
                    DoorRig.PASSWORD,
                    "place",
                    "x",
                    "kind",
                    "park"));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("setup-done");
    assertThat(rig.registry.accounts().count()).isEqualTo(1);
    assertThat(rig.registry.installation().get("kind")).contains("bureau");
  }

  @Test
  void firstVisit_weakPassword_leavesNothing() {
    Answer answer =
        rig.new Browser()
            .send(
                "POST",
                "/api/setup",
                Map.of(
                    "login",
                    "owner",
                    "name",
                    "Owner",
                    "password",
                    "1234567890",
                    "place",
                    "x",
                    "kind",
                    "park"));

    assertThat(answer.code()).isEqualTo("password-weak");
    assertThat(rig.registry.accounts().count()).isZero();
    assertThat(rig.registry.installation().get("name")).isEmpty();
    assertThat(outcomes()).containsExactly("password-weak");
  }

  @Test
  void cookie_isNotForScriptsNorOtherSites() {
    Browser browser = rig.owner();
    Answer in = browser.login("owner", DoorRig.PASSWORD);

    assertThat(in.response().headers().firstValue("Set-Cookie").orElseThrow())
        .contains("HttpOnly")
        .contains("SameSite=Strict")
        .contains("Path=/");
  }

  @Test
  void wrongPassword_andUnknownLogin_areRefusedAlike() {
    Browser _ = rig.owner();
    Browser browser = rig.new Browser();
    Answer wrong = browser.login("owner", "not the password");
    Answer unknown = browser.login("nobody", "not the password");

    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.text()).isEqualTo(unknown.text());
    assertThat(wrong.code()).isEqualTo("login-wrong");
    assertThat(outcomes()).startsWith("login-wrong", "login-wrong");
  }

  @Test
  void failures_makeTheNextTryWait() {
    Browser _ = rig.owner();
    Browser browser = rig.new Browser();
    for (int i = 0; i < 3; i++) {
      assertThat(browser.login("owner", "wrong").code()).isEqualTo("login-wrong");
    }

    assertThat(browser.login("owner", DoorRig.PASSWORD).code()).isEqualTo("too-many-tries");
    rig.clock.advance(Duration.ofSeconds(3));
    assertThat(browser.login("owner", DoorRig.PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void forgedAndExpiredSession_areRefused_andWrittenDown() {
    Browser owner = rig.owner();
    Browser forged = rig.new Browser();
    forged.cookie = "made-up";
    assertThat(forged.get("/api/accounts").code()).isEqualTo("session-unknown");

    rig.clock.advance(Duration.ofHours(13));
    Answer expired = owner.get("/api/accounts");
    assertThat(expired.status()).isEqualTo(401);
    assertThat(expired.code()).isEqualTo("session-expired");
    assertThat(outcomes()).startsWith("session-expired", "session-unknown");
    assertThat(owner.get("/api/me").json().path("account").isNull()).isTrue();
  }

  @Test
  void session_endsAfterItsLongestTime_howeverOftenUsed() {
    Browser owner = rig.owner();
    for (int i = 0; i < 16; i++) {
      rig.clock.advance(Duration.ofHours(10));
      assertThat(owner.get("/api/accounts").status()).isEqualTo(200);
    }
    rig.clock.advance(Duration.ofHours(10));

    assertThat(owner.get("/api/accounts").code()).isEqualTo("session-expired");
  }

  @Test
  void change_withoutPageTokenOrFromElsewhere_isRefused() {
    Browser owner = rig.owner();
    String token = owner.pageToken;
    owner.pageToken = null;
    assertThat(owner.send("POST", "/api/me/sessions/end-others", null).code())
        .isEqualTo("page-token");
    owner.pageToken = token;
    owner.origin = "https://elsewhere.example";
    assertThat(owner.send("POST", "/api/me/sessions/end-others", null).code())
        .isEqualTo("foreign-origin");
    owner.origin = rig.server.uri().toString();
    assertThat(owner.send("POST", "/api/me/sessions/end-others", null).status()).isEqualTo(204);
  }

  @Test
  void logout_endsTheSession() {
    Browser owner = rig.owner();
    String cookie = owner.cookie;
    assertThat(owner.send("POST", "/api/logout", null).status()).isEqualTo(204);

    assertThat(owner.cookie).isNull();
    owner.cookie = cookie;
    assertThat(owner.get("/api/accounts").code()).isEqualTo("session-unknown");
  }

  @Test
  void passwordChange_endsTheOtherSessions() {
    Browser owner = rig.owner();
    Browser other = rig.new Browser();
    Answer _ = other.login("owner", DoorRig.PASSWORD);

    assertThat(
            owner
                .send(
                    "POST",
                    "/api/me/password",
                    Map.of("oldPassword", "wrong", "password", "meadow and mist"))
                .code())
        .isEqualTo("password-wrong");
    assertThat(
            owner
                .send(
                    "POST",
                    "/api/me/password",
                    Map.of("oldPassword", DoorRig.PASSWORD, "password", "meadow and mist"))
                .status())
        .isEqualTo(204);

    assertThat(other.get("/api/accounts").code()).isEqualTo("session-unknown");
    assertThat(owner.get("/api/accounts").status()).isEqualTo(200);
    assertThat(other.login("owner", "meadow and mist").status()).isEqualTo(200);
  }

  @Test
  void twoFactor_asksForACode_onceEach() {
    Browser owner = rig.owner();
    String secret = owner.send("POST", "/api/me/totp", null).json().path("secret").asText();
    assertThat(owner.send("POST", "/api/me/totp/confirm", Map.of("code", "000000")).code())
        .isEqualTo("code-wrong");
    assertThat(rig.registry.accounts().byLogin("owner").orElseThrow().twoFactor()).isFalse();
    Answer on = owner.send("POST", "/api/me/totp/confirm", Map.of("code", code(secret)));
    String recovery = on.json().path("recovery").path(0).asText();

    Browser browser = rig.new Browser();
    assertThat(browser.login("owner", DoorRig.PASSWORD).code()).isEqualTo("code-needed");
    assertThat(browser.login("owner", DoorRig.PASSWORD, "123").code()).isEqualTo("code-wrong");
    assertThat(browser.login("owner", DoorRig.PASSWORD, code(secret)).code())
        .isEqualTo("code-used");
    rig.clock.advance(Duration.ofSeconds(30));
    String fresh = code(secret);
    assertThat(browser.login("owner", DoorRig.PASSWORD, fresh).status()).isEqualTo(200);
    assertThat(browser.login("owner", DoorRig.PASSWORD, fresh).code()).isEqualTo("code-used");
    assertThat(browser.login("owner", DoorRig.PASSWORD, recovery).status()).isEqualTo(200);
    assertThat(browser.login("owner", DoorRig.PASSWORD, recovery).code()).isEqualTo("code-wrong");
    assertThat(outcomes()).contains("code-wrong", "code-used", "code-needed");
  }

  private String secondFactor(Browser owner) {
    String secret = owner.send("POST", "/api/me/totp", null).json().path("secret").asText();
    Answer on = owner.send("POST", "/api/me/totp/confirm", Map.of("code", code(secret)));
    assertThat(on.status()).isEqualTo(200);
    return secret;
  }

  private String kept() {
    long owner = rig.registry.accounts().byLogin("owner").orElseThrow().id();
    return rig.registry.accounts().totp(owner).orElseThrow();
  }

  private void again() {
    rig.close();
    rig = new DoorRig(folder, List.of());
  }

  @Test
  void secretOfCodes_liesSealed_alsoOneOfAnEarlierVersion_andGoesOn() {
    String secret = secondFactor(rig.owner());
    assertThat(kept()).startsWith("sealed:").doesNotContain(secret);
    long owner = rig.registry.accounts().byLogin("owner").orElseThrow().id();
    rig.registry.accounts().keepTotp(owner, secret);

    again();

    assertThat(kept()).startsWith("sealed:");
    assertThat(rig.registry.accounts().recoveryLeft(owner)).isEqualTo(10);
    assertThat(rig.new Browser().login("owner", DoorRig.PASSWORD, code(secret)).code())
        .isEqualTo("code-used");
    rig.clock.advance(Duration.ofSeconds(30));
    assertThat(rig.new Browser().login("owner", DoorRig.PASSWORD, code(secret)).status())
        .isEqualTo(200);
  }

  @Test
  void secretWithoutItsKey_isARefusalThatSaysSo_andRecoveryCodesStillHelp() throws Exception {
    Browser owner = rig.owner();
    String secret = owner.send("POST", "/api/me/totp", null).json().path("secret").asText();
    String recovery =
        owner
            .send("POST", "/api/me/totp/confirm", Map.of("code", code(secret)))
            .json()
            .path("recovery")
            .path(0)
            .asText();
    Files.move(folder.resolve("accounts.key"), folder.resolve("elsewhere"));
    again();
    rig.clock.advance(Duration.ofSeconds(30));

    Answer refused = rig.new Browser().login("owner", DoorRig.PASSWORD, code(secret));
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.code()).isEqualTo("code-sealed");
    assertThat(refused.json().path("message").asText()).contains("accounts.key");
    Browser back = rig.new Browser();
    assertThat(back.login("owner", DoorRig.PASSWORD, recovery).status()).isEqualTo(200);
    assertThat(back.send("POST", "/api/me/totp/off", Map.of("password", DoorRig.PASSWORD)).status())
        .isEqualTo(204);
    assertThat(secondFactor(back)).isNotEqualTo(secret);
  }

  @Test
  void keyThatComesBackUnderAnotherName_opensTheCodesAgain() throws Exception {
    String secret = secondFactor(rig.owner());
    Files.move(folder.resolve("accounts.key"), folder.resolve("accounts-old.key"));
    again();
    rig.clock.advance(Duration.ofSeconds(30));

    assertThat(rig.new Browser().login("owner", DoorRig.PASSWORD, code(secret)).status())
        .isEqualTo(200);
  }

  private String code(String secret) {
    return Totp.code(Base32.decode(secret), Totp.step(rig.clock.instant()), 6);
  }

  @Test
  void resetCode_setsOnePassword_once() {
    Browser owner = rig.owner();
    Browser duty = rig.account(owner, "duty", List.of("duty"), Map.of("everything", true));
    long id = rig.registry.accounts().byLogin("duty").orElseThrow().id();
    String code =
        owner.send("POST", "/api/accounts/" + id + "/reset", null).json().path("code").asText();
    Map<String, String> body = Map.of("code", code, "password", "meadow and mist");

    assertThat(rig.new Browser().send("POST", "/api/reset", body).status()).isEqualTo(200);
    assertThat(rig.new Browser().send("POST", "/api/reset", body).code()).isEqualTo("reset-code");
    assertThat(duty.get("/api/roles").code()).isEqualTo("session-unknown");
    assertThat(duty.login("duty", "meadow and mist").status()).isEqualTo(200);
  }

  @Test
  void token_opensWhatItsRightsSay_untilItExpires() {
    Browser owner = rig.owner();
    Answer made =
        owner.send(
            "POST",
            "/api/me/tokens",
            Map.of("name", "reports", "rights", List.of("read-audit"), "days", 1));
    Browser program = rig.new Browser();
    program.bearer = made.json().path("token").asText();

    assertThat(made.status()).isEqualTo(201);
    assertThat(owner.get("/api/me/tokens").text()).doesNotContain(program.bearer);
    assertThat(program.get("/api/audit").status()).isEqualTo(200);
    assertThat(program.get("/api/accounts").code()).isEqualTo("right-missing");
    assertThat(program.send("POST", "/api/me/password", Map.of()).code())
        .isEqualTo("session-needed");
    rig.clock.advance(Duration.ofDays(2));
    assertThat(program.get("/api/audit").code()).isEqualTo("token-expired");
    program.bearer = "ghk_forged";
    assertThat(program.get("/api/audit").code()).isEqualTo("token-unknown");
    assertThat(outcomes()).startsWith("token-unknown", "token-expired");
  }

  @Test
  void token_cannotBeGivenTheKeepingOfAccounts() {
    Answer answer =
        rig.owner()
            .send(
                "POST",
                "/api/me/tokens",
                Map.of("name", "x", "rights", List.of("keep-accounts"), "days", 1));

    assertThat(answer.code()).isEqualTo("token-rights");
  }

  @Test
  void securityAdmin_makesNoOwner_andChangesNotItself() {
    Browser owner = rig.owner();
    Browser security =
        rig.account(owner, "security", List.of("security-admin"), Map.of("everything", true));
    long id = rig.registry.accounts().byLogin("security").orElseThrow().id();
    long first = rig.registry.accounts().byLogin("owner").orElseThrow().id();

    assertThat(
            security
                .send(
                    "POST",
                    "/api/accounts",
                    Map.of(
                        "login",
                        "second",
                        "name",
                        "x",
                        "roles",
                        List.of("owner"),
                        "everything",
                        true))
                .code())
        .isEqualTo("owner-only");
    assertThat(
            security
                .send(
                    "PUT",
                    "/api/accounts/" + id,
                    Map.of(
                        "name",
                        "x",
                        "roles",
                        List.of("security-admin", "duty"),
                        "everything",
                        true,
                        "active",
                        true))
                .code())
        .isEqualTo("own-rights");
    assertThat(security.send("POST", "/api/accounts/" + first + "/reset", null).code())
        .isEqualTo("owner-only");
    assertThat(rig.registry.accounts().count()).isEqualTo(2);
  }

  @Test
  void inactiveAccount_isOutAtOnce() {
    Browser owner = rig.owner();
    Browser duty = rig.account(owner, "duty", List.of("duty"), Map.of("everything", true));
    long id = rig.registry.accounts().byLogin("duty").orElseThrow().id();
    Answer changed =
        owner.send(
            "PUT",
            "/api/accounts/" + id,
            Map.of("name", "duty", "roles", List.of("duty"), "everything", true, "active", false));

    assertThat(changed.status()).isEqualTo(200);
    assertThat(duty.get("/api/roles").code()).isEqualTo("session-unknown");
    assertThat(duty.login("duty", DoorRig.PASSWORD).code()).isEqualTo("account-inactive");
  }

  @Test
  void secrets_areNotInTheAudit() {
    Browser owner = rig.owner();
    Answer _ = owner.login("owner", DoorRig.PASSWORD);
    String audit = owner.get("/api/audit").text();

    assertThat(audit).contains("POST /api/login").doesNotContain(DoorRig.PASSWORD);
    assertThat(rig.registry.audit().check().broken()).isNull();
  }
}
