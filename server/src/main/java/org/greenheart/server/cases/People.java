// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import io.javalin.http.Context;
import java.util.stream.Collectors;
import org.greenheart.server.accounts.Caller;
import org.greenheart.server.accounts.Callers;
import org.greenheart.server.accounts.Role;
import org.greenheart.server.accounts.Sight;

/** Tells who sent a request. */
interface People {
  /** Whoever the gate has let in. */
  People CALLERS = ctx -> person(Callers.of(ctx), Callers.sight(ctx));

  Person of(Context ctx);

  private static Person person(Caller caller, Sight sight) {
    return new Person(
        caller.name(),
        caller.roles().stream().map(People::word).collect(Collectors.toSet()),
        sight);
  }

  /** A role as kinds of cases name it. */
  private static String word(Role role) {
    return switch (role) {
      case DUTY -> "duty-officer";
      case STREET -> "street-office";
      case OWNER,
          INSPECTOR,
          MAINTAINER,
          ENTERPRISE,
          LEADER,
          PROSECUTOR,
          TAX_OFFICER,
          ANALYST,
          SYSTEM_ADMIN,
          SECURITY_ADMIN,
          AUDIT_ADMIN,
          PUBLIC ->
          role.text();
    };
  }
}
