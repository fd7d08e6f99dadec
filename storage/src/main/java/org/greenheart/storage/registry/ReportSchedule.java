// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A report that is made again and again and sent through notices.
 *
 * @param id 0 for a new one
 * @param request what is asked for: JSON that server.reports reads
 * @param format {@code xlsx} or {@code csv}
 * @param at when on its day, in Beijing
 * @param language {@code zh} or {@code en}
 * @param recipients codes of those who get it
 * @param author who made it
 * @param account of whoever made it; 0 where no login is asked for
 * @param reach which points the author may see
 * @param next when it is made next
 * @param error why it was not made the last time; null for no reason
 */
public record ReportSchedule(
    long id,
    String name,
    String request,
    String format,
    Every every,
    LocalTime at,
    String language,
    Set<String> recipients,
    String author,
    long account,
    Reach reach,
    Instant next,
    @Nullable String error) {
  public ReportSchedule {
    name = Checks.text("name", name);
    requireNonNull(request, "request is null");
    if (!format.equals("xlsx") && !format.equals("csv")) {
      throw new RuleException("format", "must be xlsx or csv", format, "report-format");
    }
    requireNonNull(every, "every is null");
    requireNonNull(at, "at is null");
    if (!language.equals("zh") && !language.equals("en")) {
      throw new RuleException("language", "must be zh or en", language, "report-language");
    }
    recipients = Set.copyOf(recipients);
    if (recipients.isEmpty()) {
      throw new RuleException(
          "recipients", "must name at least one", recipients, "recipients-missing");
    }
    requireNonNull(author, "author is null");
    requireNonNull(reach, "reach is null");
    requireNonNull(next, "next is null");
  }

  /** How often, always of the whole day, week or month before. */
  public enum Every {
    DAY,
    WEEK,
    MONTH;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws RuleException {@code report-every}
     */
    public static Every ofText(String text) {
      for (Every every : values()) {
        if (every.text().equals(text)) {
          return every;
        }
      }
      throw new RuleException("every", "must be day, week or month", text, "report-every");
    }
  }
}
