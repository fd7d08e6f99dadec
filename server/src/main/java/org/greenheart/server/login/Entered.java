// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.login;

import org.greenheart.server.accounts.Caller;
import org.greenheart.storage.registry.Account;
import org.greenheart.storage.registry.Login;

/**
 * Somebody who has proved who they are.
 *
 * @param secret of the login, as the request brought it
 */
record Entered(Account account, Login login, Caller caller, String secret) {
  /** What a page must send with every change, since another site cannot read it. */
  String pageToken() {
    return Secrets.hash("page " + secret);
  }

  boolean isSession() {
    return login.kind() == Login.Kind.SESSION;
  }
}
