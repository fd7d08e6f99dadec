// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that people are to be told of, written in the transaction in which it happened.
 *
 * @param id 0 for a new one
 * @param subject the alarm, case, manual report, report schedule or recipient that it is about
 * @param thing the point; null where it is about none
 * @param rule of the watch; null where none judged
 * @param late found in data that came late: told in a digest only
 * @param at by the server's clock
 * @param title of a case or report; empty for an alarm, whose names are looked up when it is told
 * @param text what somebody wrote about it, or the file of a report; may be empty
 * @param addressees who are told whatever their rules say: codes of recipients with spaces between,
 *     or in lines of their own accounts and units ({@link #ofHandler}); empty for none
 */
public record NoticeEvent(
    long id,
    NoticeKind kind,
    long subject,
    @Nullable Long thing,
    @Nullable String rule,
    @Nullable Severity severity,
    boolean late,
    Instant at,
    String title,
    String text,
    String addressees) {
  /** Begins the line of an account. */
  public static final String ACCOUNT = "account:";

  /** Begins the line of a unit. */
  public static final String UNIT = "unit:";

  public NoticeEvent {
    requireNonNull(kind, "kind is null");
    requireNonNull(at, "at is null");
    requireNonNull(title, "title is null");
    requireNonNull(text, "text is null");
    requireNonNull(addressees, "addressees is null");
  }

  /** A line of the addressees: an account, or where it is 0 whoever works for a unit. */
  public static String ofHandler(String unit, long account) {
    return account == 0 ? UNIT + unit : ACCOUNT + account;
  }

  /** About no point and no alarm. */
  public static NoticeEvent plain(
      NoticeKind kind, long subject, Instant at, String title, String text, String addressees) {
    return new NoticeEvent(0, kind, subject, null, null, null, false, at, title, text, addressees);
  }
}
