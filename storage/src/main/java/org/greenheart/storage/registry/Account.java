// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may come in.
 *
 * @param id 0 for a new one
 * @param login what is typed at the login; letters, digits and {@code . _ @ -}, in lower case
 * @param name as others see it
 * @param roles words that the server knows; at least one
 * @param unit that they work for, as cases name it; may be empty
 * @param active whether a login is let in
 * @param twoFactor whether a code is asked for beside the password
 * @param hasPassword whether there is a password at all
 * @param issuer of OpenID Connect, where somebody comes in from there
 * @param subject what the issuer calls them; null as the issuer is
 * @param claimed whether the issuer named the roles, and not an administrator
 */
public record Account(
    long id,
    String login,
    String name,
    Set<String> roles,
    Reach reach,
    String unit,
    boolean active,
    Instant created,
    boolean twoFactor,
    boolean hasPassword,
    @Nullable String issuer,
    @Nullable String subject,
    boolean claimed) {
  private static final Pattern LOGIN = Pattern.compile("[a-z0-9][a-z0-9._@-]{1,63}");

  private static final int LONGEST_UNIT = 100;

  public Account {
    login =
        Checks.matching(
            "login",
            login,
            LOGIN,
            "must have 2 to 64 characters: small letters, digits and . _ @ -",
            "login-form");
    name = Checks.text("name", name);
    roles = Set.copyOf(roles);
    if (roles.isEmpty()) {
      throw new RuleException("roles", "must name at least one", roles, "roles-missing");
    }
    requireNonNull(reach, "reach is null");
    unit = requireNonNull(unit, "unit is null").strip();
    if (unit.length() > LONGEST_UNIT) {
      throw new RuleException(
          "unit", "must have at most %s characters".formatted(LONGEST_UNIT), unit, "text-length");
    }
    requireNonNull(created, "created is null");
    if ((issuer == null) != (subject == null)) {
      throw new RuleException("subject", "must be given with its issuer", subject, "subject-alone");
    }
  }

  /** The same, working for a unit. */
  public Account of(String unit) {
    return with(roles, reach, unit, active, claimed);
  }

  /** The same with roles that its issuer names. */
  public Account claiming(Set<String> roles, Reach reach) {
    return with(roles, reach, unit, active, true);
  }

  /** The same, let in no more until an administrator says so. */
  public Account locked() {
    return with(roles, reach, unit, false, claimed);
  }

  private Account with(
      Set<String> roles, Reach reach, String unit, boolean active, boolean claimed) {
    return new Account(
        id,
        login,
        name,
        roles,
        reach,
        unit,
        active,
        created,
        twoFactor,
        hasPassword,
        issuer,
        subject,
        claimed);
  }

  /** A new one, active, of no unit. */
  public static Account named(
      String login, String name, Set<String> roles, Reach reach, Instant created) {
    return new Account(
        0, login, name, roles, reach, "", true, created, false, false, null, null, false);
  }
}
