// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import org.greenheart.protocols.hj212.Flag;
import org.greenheart.protocols.hj212.Hj212Message;
import org.greenheart.protocols.hj212.Hj212MessageBuilder;
import org.greenheart.protocols.hj212.Hj212Version;
import org.greenheart.protocols.hj212.Hj212Writer;
import org.greenheart.storage.registry.AnswerPolicy;

/** Which answer a frame gets. Thread-safe. */
final class Answers {
  private static final byte[] NONE = {};

  private final Hj212Writer writer = new Hj212Writer();

  /** The bytes to send; empty when the sender gets no answer. */
  byte[] to(Hj212Message message, Command command, AnswerPolicy policy) {
    if (!message.answerWanted() && policy == AnswerPolicy.BY_FLAG) {
      return NONE;
    }
    try {
      return switch (command.kind()) {
        case READINGS, EVENT, UNKNOWN -> writer.dataAnswer(message);
        // What answers our own question is told so only when it asks: nobody expects it else.
        case PARAMETER -> message.answerWanted() ? writer.dataAnswer(message) : NONE;
        case NOTICE -> writer.noticeAnswer(message);
        case LOGIN -> login(message);
        case ANSWER -> NONE;
      };
    } catch (IllegalArgumentException e) {
      return NONE; // its header cannot be echoed: there is no way to say whom we mean
    }
  }

  /**
   * 9022, the answer to the login extension 9021. It is in no standard; the servers that are known
   * to speak it say {@code Logon=1} in the shape of 2005.
   */
  private byte[] login(Hj212Message message) {
    Hj212MessageBuilder answer =
        Hj212Message.builder(message.version(), "91", "9022", message.pw(), message.mn());
    if (message.version() == Hj212Version.V2005) {
      answer.flag(Flag.NONE);
      if (!message.exchange().isEmpty()) {
        answer.item("QN", message.exchange());
      }
    } else {
      answer.qn(message.exchange());
    }
    return writer.write(answer.item("Logon", "1").build());
  }
}
