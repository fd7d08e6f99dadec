// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.accounts;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What somebody is here. A person may have several; what each may do says {@link Rights}. */
public enum Role {
  /** Has all rights; the first one is made at the first visit. */
  OWNER,
  /** Watches, judges and opens cases. */
  DUTY,
  /** Checks on site and works on cases. */
  INSPECTOR,
  /** A street or town: what lies in its area. */
  STREET,
  /** A third party that keeps devices running. */
  MAINTAINER,
  /** One that is watched: sees its own points only. */
  ENTERPRISE,
  /** Reads everything; gives out, verifies and signs in cases. */
  LEADER,
  /** Reads what is evidence; has a closed case reopened. */
  PROSECUTOR,
  /** Of the tax office: reads tax data and gives declarations, and nothing else. */
  TAX_OFFICER,
  /** Reads data, by page and by program. */
  ANALYST,
  /** Keeps server, devices and places, and no accounts. */
  SYSTEM_ADMIN,
  /** Keeps accounts and their rights, and nothing else. */
  SECURITY_ADMIN,
  /** Reads the audit, and nothing else. */
  AUDIT_ADMIN,
  /** Whoever comes without a login. */
  PUBLIC;

  /** As it is written in JSON and in the store. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Empty for a word that is no role. */
  public static Optional<Role> ofText(String text) {
    return Stream.of(values()).filter(role -> role.text().equals(text)).findFirst();
  }
}
