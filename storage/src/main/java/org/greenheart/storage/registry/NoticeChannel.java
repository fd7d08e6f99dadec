// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.Locale;
import java.util.Set;

/** How somebody is told. */
public enum NoticeChannel {
  EMAIL,
  WEBHOOK,
  /** The bell of the console. */
  BROWSER;

  /** The word in the database and in the interface: {@code email}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws RuleException {@code notice-channel}
   */
  public static NoticeChannel ofText(String text) {
    return NoticeWords.constant(
        "channels", text, NoticeChannel.class, Set.of(values()), "notice-channel");
  }
}
