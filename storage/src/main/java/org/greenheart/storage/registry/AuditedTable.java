// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.Set;

/** Tables of which the audit writes down rows. */
public enum AuditedTable {
  ACCOUNT("account", "id", Set.of("password", "totp", "totp_step")),
  ALARM("alarm", "id", Set.of()),
  CASE("case_file", "id", Set.of()),
  DATASTREAM("datastream", "id", Set.of()),
  DEVICE("device", "number", Set.of("password")),
  ENTERPRISE("enterprise", "id", Set.of()),
  MANUAL_REPORT("manual_report", "id", Set.of()),
  MARK("point_mark", "id", Set.of()),
  PERMIT("permit", "id", Set.of()),
  PLACE("thing_place", "thing", Set.of()),
  POINT("thing", "id", Set.of()),
  UPKEEP("upkeep", "id", Set.of());

  private final String table;
  private final String key;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable
  private final Set<String> secret;

  AuditedTable(String table, String key, Set<String> secret) {
    this.table = table;
    this.key = key;
    this.secret = secret;
  }

  String table() {
    return table;
  }

  String key() {
    return key;
  }

  boolean isSecret(String column) {
    return secret.contains(column);
  }
}
