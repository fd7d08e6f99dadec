// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A revision of a manual report: a sample and what was found in it.
 *
 * @param id of the report, the same for all of its revisions
 * @param revision from 1
 * @param results one a quantity, at least one
 * @param withdrawn whether it counts no more
 * @param recorded by the registry's clock
 * @param why it says other than the revision before; null for the first
 * @param official whether somebody of the authority entered or corrected it: nobody else changes it
 *     then
 * @param caseFile the case opened for the report; null while there is none
 */
public record ManualReport(
    long id,
    int revision,
    ManualSample sample,
    List<ManualResult> results,
    boolean withdrawn,
    String author,
    Instant recorded,
    @Nullable String why,
    boolean official,
    @Nullable Long caseFile) {
  /**
   * @throws RuleException {@code report-empty}, {@code result-twice}, {@code result-method}
   */
  public ManualReport {
    requireNonNull(sample, "sample is null");
    requireNonNull(recorded, "recorded is null");
    results = List.copyOf(results);
    author = Checks.text("author", author);
    why = Checks.optional("why", why);
    requireWhole(sample, results);
  }

  static void requireWhole(ManualSample sample, List<ManualResult> results) {
    if (results.isEmpty()) {
      throw new RuleException("results", "must have at least one result", 0, "report-empty");
    }
    Set<String> codes = new HashSet<>();
    for (ManualResult result : results) {
      if (!codes.add(result.code())) {
        throw new RuleException(
            "code", "must stand once in a report", result.code(), "result-twice");
      }
      if (sample.kind() == ManualSample.Kind.LABORATORY && result.method() == null) {
        throw new RuleException(
            "method",
            "must name the standard by which the laboratory measured " + result.code(),
            "",
            "result-method");
      }
    }
  }

  /** What was found of a quantity. */
  public Optional<ManualResult> result(String code) {
    return results.stream().filter(result -> result.code().equals(code)).findFirst();
  }

  /** Whether it says the same, whoever recorded it. */
  boolean saysAs(ManualSample other, List<ManualResult> found, boolean gone) {
    return sample.equals(other) && results.equals(found) && withdrawn == gone;
  }
}
