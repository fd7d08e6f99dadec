// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.accounts;

import io.javalin.security.RouteRole;

/** What the audit keeps, stated beside its {@link Right} where it is not all of each change. */
public enum Audited implements RouteRole {
  /** Who did it and that it was done; not what was sent: it says who somebody is, or is a file. */
  WITHOUT_BODY,
  /** Reading it is an entry too: who looked at what. */
  LOOK
}
