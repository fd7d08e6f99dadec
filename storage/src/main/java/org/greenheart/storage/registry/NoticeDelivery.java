// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One telling of an event to one recipient on one channel.
 *
 * @param key given when it is made and never changed, so that a receiver knows a repetition
 * @param recipient 0 when nobody was found to tell; then it has failed
 * @param due when it is tried next, or when its digest leaves
 * @param error why the last attempt failed: a code and a sentence without secrets; null for none
 * @param seen when somebody marked it as read; null when nobody did
 * @param bundle the delivery that it went out with; null when it goes out by itself
 */
public record NoticeDelivery(
    long id,
    String key,
    NoticeEvent event,
    long recipient,
    String recipientName,
    NoticeChannel channel,
    State state,
    Instant due,
    int attempts,
    @Nullable String error,
    Instant made,
    @Nullable Instant sent,
    @Nullable Instant seen,
    @Nullable Long bundle) {
  public NoticeDelivery {
    requireNonNull(key, "key is null");
    requireNonNull(event, "event is null");
    requireNonNull(recipientName, "recipientName is null");
    requireNonNull(channel, "channel is null");
    requireNonNull(state, "state is null");
    requireNonNull(due, "due is null");
    requireNonNull(made, "made is null");
  }

  /** What has become of it. */
  public enum State {
    WAITING,
    /** Gathered for a digest. */
    DIGEST,
    /** Went out, or goes out, with others in one. */
    BUNDLED,
    SENT,
    /** Given up. */
    FAILED,
    /** Its recipient is gone or wants nothing any more. */
    DROPPED;

    /** The word in the database and in the interface: {@code waiting}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws RuleException {@code delivery-state}
     */
    public static State ofText(String text) {
      for (State state : values()) {
        if (state.text().equals(text)) {
          return state;
        }
      }
      throw new RuleException(
          "state",
          "must be waiting, digest, bundled, sent, failed or dropped",
          text,
          "delivery-state");
    }
  }

  /**
   * One that is to be made.
   *
   * @param recipient null when nobody was found to tell
   */
  public record Draft(
      @Nullable NoticeRecipient recipient,
      String recipientName,
      NoticeChannel channel,
      State state,
      Instant due) {}
}
