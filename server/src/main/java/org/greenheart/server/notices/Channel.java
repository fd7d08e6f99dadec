// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.notices;

import org.greenheart.server.outside.SendException;
import org.greenheart.storage.registry.NoticeRecipient;

/** A way to somebody. Thread-safe. */
interface Channel {
  /** Returns when the other side has taken the notice. */
  void send(Message message, NoticeRecipient to) throws SendException;
}
