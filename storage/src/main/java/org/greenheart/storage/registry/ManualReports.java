// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.greenheart.storage.TimeRange;
import org.jspecify.annotations.Nullable;

/**
 * Laboratories' reports and values read by hand, with all that was ever said in them. They are kept
 * apart from what devices send: no statistic, rule or export of automatic data reads them.
 * Thread-safe.
 */
public interface ManualReports {
  /**
   * Keeps a new report.
   *
   * @param official whether the author is of the authority
   * @throws RegistryException {@code NOT_FOUND} when the point does not exist
   * @throws RuleException {@code report-known} when the sample is known at the point and not
   *     withdrawn; and as {@link ManualReport} says
   */
  ManualReport add(
      ManualSample sample, List<ManualResult> results, String author, boolean official);

  /**
   * Corrects or withdraws a report; the same again changes nothing. What was said before stays.
   *
   * @param seen the revision that the author saw
   * @param official whether the author is of the authority
   * @throws RegistryException {@code NOT_FOUND}; {@code CHANGED} when there is a newer revision
   * @throws RuleException {@code correction-why}, {@code report-moved} when it would be about
   *     another point or of another kind, {@code report-known}, {@code report-official} when only
   *     the authority may change it
   */
  Change<ManualReport> revise(
      long report,
      int seen,
      ManualSample sample,
      List<ManualResult> results,
      boolean withdrawn,
      String author,
      boolean official,
      @Nullable String why);

  /** Its newest revision. */
  Optional<ManualReport> find(long report);

  /** The report, not withdrawn, of the same sample. */
  Optional<ManualReport> find(ManualSample sample);

  /** All that was ever said in it, the newest first. */
  List<ManualReport> revisions(long report);

  /**
   * The newest revisions of reports by their sampling, the newest first.
   *
   * @param thing null: of all points
   * @param range of the beginning of the sampling
   * @param wanted which of them are given; asks nothing of the registry
   */
  List<ManualReport> list(
      @Nullable Long thing, TimeRange range, Predicate<ManualReport> wanted, int limit);

  /**
   * The last reading of a quantity before a time, by its newest revision; withdrawn ones and those
   * without a value are none.
   *
   * @param other than this report; 0 for any
   */
  Optional<ManualReport> readingBefore(long thing, String code, Instant time, long other);

  /** The first reading of a quantity after a time; else as {@link #readingBefore}. */
  Optional<ManualReport> readingAfter(long thing, String code, Instant time, long other);

  /** Reports of whose newest revision nobody was told yet, withdrawn ones too, by id. */
  List<ManualReport> untold(int limit);

  /**
   * Notes that who must know was told of a revision.
   *
   * @param exceeded whether it exceeds a limit
   * @return whether the one that was told of before did
   */
  boolean told(long report, int revision, boolean exceeded);

  /**
   * Says that an exceeding report needs no case, or takes that back.
   *
   * @param seen the revision that the author saw
   * @throws RegistryException {@code NOT_FOUND}; {@code CHANGED} when there is a newer revision
   * @throws RuleException {@code blank} without a reason
   */
  ManualDismissal dismiss(long report, int seen, boolean dismissed, String why, String author);

  /** All that was said so of a report, the oldest first; of earlier revisions too. */
  List<ManualDismissal> dismissals(long report);

  /** Says which case was opened for it. */
  void tie(long report, long caseFile);

  /**
   * @throws RegistryException {@code NOT_FOUND} when the report does not exist
   */
  ManualFile addFile(ManualFile file);

  /** By id, the struck ones too. */
  List<ManualFile> files(long report);

  /**
   * @throws RegistryException {@code NOT_FOUND}
   */
  ManualFile strikeFile(long file, String why, String by);
}
