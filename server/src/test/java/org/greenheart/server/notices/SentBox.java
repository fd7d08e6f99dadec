// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.notices;

import java.util.ArrayList;
import java.util.List;
import org.greenheart.server.outside.SendException;
import org.greenheart.storage.registry.NoticeRecipient;
import org.jspecify.annotations.Nullable;

/** A channel that keeps what it was given, and refuses when it is told to. */
final class SentBox implements Channel {
  final List<Message> messages = new ArrayList<>();
  private @Nullable SendException refusal;

  void refuse(@Nullable SendException refusal) {
    this.refusal = refusal;
  }

  @Override
  public void send(Message message, NoticeRecipient to) throws SendException {
    if (refusal != null) {
      throw refusal;
    }
    messages.add(message);
  }

  List<String> keys() {
    return messages.stream().map(Message::key).toList();
  }

  List<String> subjects() {
    return messages.stream().map(Message::subject).toList();
  }
}
