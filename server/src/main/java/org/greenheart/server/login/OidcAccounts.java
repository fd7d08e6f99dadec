// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.login;

import static java.util.Objects.requireNonNull;

import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.greenheart.server.accounts.Role;
import org.greenheart.storage.registry.Account;
import org.greenheart.storage.registry.Login;
import org.greenheart.storage.registry.Reach;
import org.greenheart.storage.registry.Tables;
import org.jspecify.annotations.Nullable;

/**
 * The accounts of those who come in from an OpenID provider. Who comes for the first time gets one:
 * with the roles that the claim names, or waiting (inactive, seeing nothing) until an administrator
 * gives it some. Never an owner's: that role is given here, by an owner, and no claim ends it.
 *
 * <p>Roles that the claim named end with it: who is named none any more waits again, and an
 * administrator has to let them in. A provider that has forgotten how to name roles so locks people
 * out rather than leaving somebody what was taken from them. Roles that an administrator gave stay
 * until the claim names others. Thread-safe.
 */
final class OidcAccounts {
  private final String rolesClaim;

  /**
   * @param rolesClaim empty where administrators alone give roles
   */
  OidcAccounts(String rolesClaim) {
    this.rolesClaim = requireNonNull(rolesClaim, "rolesClaim is null");
  }

  /** The account of somebody, as it is from now on; inactive while it waits. */
  Account of(Tables tables, IDTokenClaimsSet claims) {
    Set<String> roles = roles(claims);
    Account known =
        tables
            .accounts()
            .bySubject(claims.getIssuer().getValue(), claims.getSubject().getValue())
            .orElse(null);
    if (known == null) {
      return tables.accounts().add(newcomer(tables, claims, roles));
    }
    if (known.roles().contains(Role.OWNER.text())) {
      return known;
    }
    boolean withdrawn =
        !rolesClaim.isEmpty() && roles.isEmpty() && known.claimed() && known.active();
    if (withdrawn) {
      tables.logins().endAll(known.id(), Login.Kind.TOKEN, 0);
      tables.logins().endAll(known.id(), Login.Kind.RESET, 0);
      return changed(tables, known.locked());
    }
    if (roles.isEmpty() || (known.claimed() && known.roles().equals(roles))) {
      return known;
    }
    return changed(tables, known.claiming(roles, reach(roles, known.reach())));
  }

  private static Account changed(Tables tables, Account account) {
    // What a session was made for may no longer be theirs.
    tables.logins().endAll(account.id(), Login.Kind.SESSION, 0);
    return tables.accounts().change(account);
  }

  private static Account newcomer(Tables tables, IDTokenClaimsSet claims, Set<String> roles) {
    String subject = claims.getSubject().getValue();
    boolean named = !roles.isEmpty();
    return new Account(
        0,
        login(subject, tables.accounts().count()),
        name(claims, subject),
        named ? roles : Set.of(Role.ANALYST.text()),
        named ? reach(roles, Reach.all()) : Reach.nothing(),
        "",
        named,
        tables.now(),
        false,
        false,
        claims.getIssuer().getValue(),
        subject,
        named);
  }

  /** What an enterprise sees is said by places, which a provider does not know. */
  private static Reach reach(Set<String> roles, Reach before) {
    return roles.contains(Role.ENTERPRISE.text()) && before.everything() ? Reach.nothing() : before;
  }

  private Set<String> roles(IDTokenClaimsSet claims) {
    if (rolesClaim.isEmpty()) {
      return Set.of();
    }
    Object claim = claims.getClaim(rolesClaim);
    Stream<?> words =
        switch (claim) {
          case null -> Stream.of();
          case List<?> list -> list.stream();
          default -> Stream.of(String.valueOf(claim).split("[ ,]+", -1));
        };
    return words
        .flatMap(word -> Role.ofText(String.valueOf(word)).stream())
        .filter(role -> role != Role.OWNER && role != Role.PUBLIC)
        .map(Role::text)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String login(String subject, int count) {
    String text = subject.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._@-]", "-");
    String start = text.substring(0, Math.min(40, text.length()));
    // Two subjects may look alike, and a local login may have the name.
    return "oidc-" + start + "-" + (count + 1);
  }

  private static String name(IDTokenClaimsSet claims, String subject) {
    @Nullable String name = claims.getStringClaim("name");
    return name == null || name.isBlank() || name.length() > 100 ? subject : name;
  }
}
