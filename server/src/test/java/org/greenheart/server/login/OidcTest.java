// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.greenheart.server.login.DoorRig.Browser;
import org.greenheart.storage.registry.Account;
import org.greenheart.storage.registry.AuditEntry;
import org.greenheart.storage.registry.AuditLog;
import org.greenheart.storage.registry.Login;
import org.greenheart.storage.registry.Reach;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Coming in from an OpenID provider, whose claim names the roles. */
final class OidcTest {
  private static final String CAME_IN = "/";
  private static final String WAITS = "/?refused=oidc-waiting";

  @TempDir private Path folder;
  private FakeProvider provider;
  private DoorRig rig;
  private Browser owner;

  @BeforeEach
  void start() {
    provider = new FakeProvider();
    rig =
        new DoorRig(
            folder,
            new OidcConfig(
                provider.issuer(), FakeProvider.CLIENT, "for tests alone", "OpenID", "roles"));
    owner = rig.owner();
  }

  @AfterEach
  void stop() {
    rig.close();
    provider.close();
  }

  /** Where the login page of somebody ends up. */
  private String login(String subject, @Nullable List<String> roles) {
    try (HttpClient browser =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build()) {
      URI address = URI.create(follow(browser, "/api/oidc/start"));
      String state = address.getRawQuery().replaceFirst(".*state=([^&]+).*", "$1");
      String code = provider.code(address, subject, roles);
      return follow(browser, "/api/oidc/callback?state=" + state + "&code=" + code);
    }
  }

  private String follow(HttpClient browser, String path) {
    try {
      return browser
          .send(
              HttpRequest.newBuilder(URI.create(rig.server.uri() + path)).build(),
              HttpResponse.BodyHandlers.ofString())
          .headers()
          .firstValue("Location")
          .orElseThrow();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Account account(String subject) {
    return rig.registry
        .accounts()
        .bySubject(provider.issuer().toString(), subject)
        .orElseThrow(() -> new AssertionError("no account of " + subject));
  }

  /** What an administrator says in the console. */
  private int change(Account account, List<String> roles, boolean everything) {
    return owner
        .send(
            "PUT",
            "/api/accounts/" + account.id(),
            Map.of(
                "name", account.name(), "roles", roles, "everything", everything, "active", true))
        .status();
  }

  @Test
  void newcomer_hasTheRolesOfTheClaim_andNeverTheOwners() {
    assertThat(login("lin", List.of("duty", "owner", "unheard-of"))).isEqualTo(CAME_IN);

    assertThat(account("lin").roles()).containsExactly("duty");
    assertThat(account("lin").name()).isEqualTo("Name of lin");
    assertThat(account("lin").reach()).isEqualTo(Reach.all());
  }

  @Test
  void claimOfTheTaxOffice_givesItsRole() {
    assertThat(login("lin", List.of("tax-officer"))).isEqualTo(CAME_IN);

    assertThat(account("lin").roles()).containsExactly("tax-officer");
  }

  @Test
  void demotedToEnterprise_seesNothing_untilPlacesAreGiven() {
    assertThat(login("lin", List.of("duty"))).isEqualTo(CAME_IN);

    assertThat(login("lin", List.of("enterprise"))).isEqualTo(CAME_IN);

    assertThat(account("lin").roles()).containsExactly("enterprise");
    assertThat(account("lin").reach()).isEqualTo(Reach.nothing());
  }

  @Test
  void rolesChanged_endsWhatWasOpenBefore() {
    login("lin", List.of("duty"));
    login("lin", List.of("leader"));

    assertThat(rig.registry.logins().of(account("lin").id(), Login.Kind.SESSION)).hasSize(1);
  }

  @Test
  void rolesWithdrawn_waitsAgain_whetherTheClaimIsEmptyOrMissing() {
    for (String subject : List.of("lin", "mo")) {
      assertThat(login(subject, List.of("duty"))).isEqualTo(CAME_IN);

      assertThat(login(subject, subject.equals("lin") ? List.of() : null)).isEqualTo(WAITS);

      Account waiting = account(subject);
      assertThat(waiting.active()).isFalse();
      assertThat(rig.registry.logins().of(waiting.id(), Login.Kind.SESSION)).isEmpty();
      // What the provider names later does not undo an administrator's lock.
      assertThat(login(subject, List.of("duty"))).isEqualTo(WAITS);
    }
    assertThat(
            rig.registry.audit().list(AuditLog.Filter.ALL, Long.MAX_VALUE, 1).stream()
                .map(AuditEntry::outcome))
        .containsExactly("oidc-waiting");
  }

  @Test
  void rolesGivenHere_stayWithoutAClaim() {
    assertThat(login("lin", List.of())).isEqualTo(WAITS);
    assertThat(change(account("lin"), List.of("inspector"), true)).isEqualTo(200);

    assertThat(login("lin", List.of())).isEqualTo(CAME_IN);

    assertThat(account("lin").roles()).containsExactly("inspector");
  }

  @Test
  void letInAgainHere_staysIn() {
    login("lin", List.of("duty"));
    login("lin", List.of());
    assertThat(change(account("lin"), List.of("duty"), true)).isEqualTo(200);

    assertThat(login("lin", List.of())).isEqualTo(CAME_IN);
  }

  @Test
  void owner_keepsTheRole_whateverTheClaimSays() {
    login("lin", List.of("duty"));
    assertThat(change(account("lin"), List.of("owner"), true)).isEqualTo(200);

    assertThat(login("lin", List.of("enterprise"))).isEqualTo(CAME_IN);
    assertThat(login("lin", List.of())).isEqualTo(CAME_IN);

    assertThat(account("lin").roles()).isEqualTo(Set.of("owner"));
  }
}
