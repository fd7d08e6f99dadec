// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.accounts;

import static java.util.Objects.requireNonNull;

import java.util.Set;
import org.greenheart.storage.registry.Reach;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a request.
 *
 * @param id of the account; 0 where there is none: under {@code --open}, and for the public
 * @param name as it is written beside what they do
 * @param roles at least one
 * @param unit that they work for, as cases name it; may be empty
 * @param scope the points that they may see
 * @param rights what they may do: those of their roles, or the fewer of a program's token
 */
public record Caller(
    long id, String name, String unit, Set<Role> roles, Reach scope, Set<Right> rights) {
  private static final Caller OPEN = new Caller(0, "operator", Set.of(Role.OWNER), Reach.all());
  private static final Caller NOBODY =
      new Caller(0, "public", Set.of(Role.PUBLIC), Reach.nothing());

  /** One of no unit, with all rights of the roles. */
  public Caller(long id, String name, Set<Role> roles, Reach scope) {
    this(id, name, "", roles, scope, Rights.of(roles));
  }

  public Caller {
    requireNonNull(name, "name is null");
    requireNonNull(unit, "unit is null");
    requireNonNull(scope, "scope is null");
    roles = Set.copyOf(roles);
    rights = Set.copyOf(rights);
    if (roles.isEmpty()) {
      throw new IllegalArgumentException("caller (%s) must have a role".formatted(name));
    }
  }

  /** Everybody, where the server asks for no login. */
  public static Caller open() {
    return OPEN;
  }

  /** Whoever has not logged in. */
  public static Caller nobody() {
    return NOBODY;
  }

  /** Whether this is the one whom no login stands behind because none is asked for. */
  public boolean isOpen() {
    return id == 0 && roles.contains(Role.OWNER);
  }

  public boolean may(Right right) {
    return rights.contains(right);
  }

  public boolean has(Role role) {
    return roles.contains(role);
  }

  /**
   * The name to be written beside what is done: that of the account. Only where no login is asked
   * for it is the one that the request gives, if it gives one.
   */
  public String signature(@Nullable String given) {
    return isOpen() && given != null && !given.isBlank() ? given.strip() : name;
  }
}
