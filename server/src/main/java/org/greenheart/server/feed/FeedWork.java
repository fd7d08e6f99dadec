// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.feed;

/** What a reader of the feed does with it. Called by one thread at a time. */
public interface FeedWork {
  /**
   * How far a batch has brought it.
   *
   * @param arrival the last one that is done; the one before the batch when none came
   * @param kept whether the durable position is there already, written with what was found
   */
  record Progress(long arrival, boolean kept) {}

  /** Does the next batch after an arrival. */
  Progress next(long after);

  /**
   * What is done beside the feed: after each batch, and now and then while nothing comes.
   *
   * @param done the last arrival that is done
   * @return whether there is more of it to do at once
   */
  default boolean aside(long done) {
    return false;
  }

  /** Forgets what it has in memory: all after the durable position comes again. */
  void startOver();
}
