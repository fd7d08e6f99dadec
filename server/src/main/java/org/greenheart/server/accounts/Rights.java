// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.accounts;

import static org.greenheart.server.accounts.Right.DECLARE_TAX;
import static org.greenheart.server.accounts.Right.HANDLE_ALARMS;
import static org.greenheart.server.accounts.Right.HANDLE_CASES;
import static org.greenheart.server.accounts.Right.KEEP_ACCOUNTS;
import static org.greenheart.server.accounts.Right.KEEP_DEVICES;
import static org.greenheart.server.accounts.Right.KEEP_ENERGY;
import static org.greenheart.server.accounts.Right.KEEP_PLACES;
import static org.greenheart.server.accounts.Right.KEEP_RULES;
import static org.greenheart.server.accounts.Right.KEEP_SERVER;
import static org.greenheart.server.accounts.Right.KEEP_TAX;
import static org.greenheart.server.accounts.Right.LOGGED_IN;
import static org.greenheart.server.accounts.Right.MARK_POINTS;
import static org.greenheart.server.accounts.Right.PUBLIC;
import static org.greenheart.server.accounts.Right.READ_ALARMS;
import static org.greenheart.server.accounts.Right.READ_AUDIT;
import static org.greenheart.server.accounts.Right.READ_CASES;
import static org.greenheart.server.accounts.Right.READ_DATA;
import static org.greenheart.server.accounts.Right.READ_DEVICES;
import static org.greenheart.server.accounts.Right.READ_ENERGY;
import static org.greenheart.server.accounts.Right.READ_PLACES;
import static org.greenheart.server.accounts.Right.READ_RULES;
import static org.greenheart.server.accounts.Right.READ_SERVER;
import static org.greenheart.server.accounts.Right.READ_SUPPLY;
import static org.greenheart.server.accounts.Right.READ_TAX;
import static org.greenheart.server.accounts.Right.TAKE_STEPS;
import static org.greenheart.server.accounts.Right.TRADE;
import static org.greenheart.server.accounts.Right.WORK_ON_CASES;
import static org.greenheart.server.accounts.Right.WRITE_DATA;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Who may do what: the one table that decides it, for pages, programs and live events alike. What
 * somebody may see of it is their scope. docs/ACCOUNTS.md shows the same table; a test keeps the
 * two in step.
 */
public final class Rights {
  private static final Map<Role, Set<Right>> TABLE = new EnumMap<>(Role.class);

  static {
    TABLE.put(Role.OWNER, EnumSet.allOf(Right.class));
    give(
        Role.DUTY,
        READ_DATA,
        READ_PLACES,
        READ_DEVICES,
        READ_ALARMS,
        HANDLE_ALARMS,
        READ_CASES,
        WORK_ON_CASES,
        TAKE_STEPS,
        HANDLE_CASES,
        READ_RULES,
        MARK_POINTS,
        READ_SERVER);
    give(
        Role.INSPECTOR,
        READ_DATA,
        READ_PLACES,
        READ_DEVICES,
        READ_ALARMS,
        READ_CASES,
        WORK_ON_CASES,
        TAKE_STEPS,
        HANDLE_CASES,
        READ_RULES,
        MARK_POINTS);
    give(
        Role.STREET,
        READ_DATA,
        READ_PLACES,
        READ_ALARMS,
        READ_CASES,
        WORK_ON_CASES,
        TAKE_STEPS,
        READ_RULES);
    give(
        Role.MAINTAINER,
        READ_DATA,
        READ_PLACES,
        READ_DEVICES,
        READ_ALARMS,
        READ_CASES,
        WORK_ON_CASES,
        TAKE_STEPS,
        READ_RULES,
        MARK_POINTS);
    give(
        Role.ENTERPRISE,
        READ_DATA,
        READ_PLACES,
        READ_ALARMS,
        READ_CASES,
        WORK_ON_CASES,
        TAKE_STEPS,
        READ_RULES,
        MARK_POINTS,
        READ_ENERGY,
        KEEP_ENERGY,
        READ_SUPPLY,
        TRADE);
    give(
        Role.LEADER,
        READ_DATA,
        READ_PLACES,
        READ_ALARMS,
        READ_CASES,
        WORK_ON_CASES,
        TAKE_STEPS,
        READ_RULES,
        READ_SERVER);
    give(
        Role.PROSECUTOR,
        READ_DATA,
        READ_PLACES,
        READ_ALARMS,
        READ_CASES,
        TAKE_STEPS,
        READ_RULES,
        READ_TAX,
        DECLARE_TAX,
        KEEP_TAX);
    give(Role.TAX_OFFICER, READ_TAX, DECLARE_TAX);
    give(Role.ANALYST, READ_DATA, READ_PLACES, READ_ALARMS, READ_RULES);
    give(
        Role.SYSTEM_ADMIN,
        READ_DATA,
        WRITE_DATA,
        READ_PLACES,
        KEEP_PLACES,
        READ_DEVICES,
        KEEP_DEVICES,
        READ_ALARMS,
        READ_RULES,
        KEEP_RULES,
        READ_SERVER,
        KEEP_SERVER);
    give(Role.SECURITY_ADMIN, READ_PLACES, KEEP_ACCOUNTS);
    give(Role.AUDIT_ADMIN, READ_AUDIT);
    TABLE.put(Role.PUBLIC, EnumSet.of(PUBLIC));
  }

  private Rights() {}

  /** Also what everybody may who has logged in. */
  private static void give(Role role, Right... rights) {
    Set<Right> all = EnumSet.of(PUBLIC, LOGGED_IN);
    all.addAll(Set.of(rights));
    TABLE.put(role, all);
  }

  /** What a role may do. */
  public static Set<Right> of(Role role) {
    return Set.copyOf(TABLE.getOrDefault(role, Set.of()));
  }

  /** What somebody may do who has several roles. */
  public static Set<Right> of(Set<Role> roles) {
    Set<Right> all = EnumSet.noneOf(Right.class);
    roles.forEach(role -> all.addAll(TABLE.getOrDefault(role, Set.of())));
    return all;
  }
}
