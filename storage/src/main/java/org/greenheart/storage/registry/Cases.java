// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Cases and their timelines. Thread-safe. */
public interface Cases {
  /**
   * Opens a case for an alarm and ties the alarm to it. The number is given here: the year in
   * Beijing and a count in it.
   *
   * @throws RegistryException {@code DUPLICATE} when the alarm has a case
   */
  CaseFile open(Alarm alarm, CaseTitle title, String by);

  /** The same with a title of one language. */
  default CaseFile open(Alarm alarm, String title, String by) {
    return open(alarm, new CaseTitle(title, null), by);
  }

  /** Keeps a new case, with the first entry of its timeline. The number is given here. */
  CaseFile create(CaseFile draft, CaseEvent event);

  /**
   * Changes a case, with an entry in its timeline.
   *
   * @param file as it is to be, with the version that it was made from
   * @throws RegistryException {@code NOT_FOUND}; {@code CHANGED} when it has another version now
   */
  CaseFile change(CaseFile file, CaseEvent event);

  Optional<CaseFile> find(long id);

  /**
   * @throws RegistryException {@code NOT_FOUND}
   */
  default CaseFile existing(long id) {
    return find(id).orElseThrow(() -> RegistryException.notFound("case", id));
  }

  Optional<CaseFile> find(String number);

  /** The case of a kind with a number where it came from. */
  Optional<CaseFile> ofOrigin(String kind, String origin);

  /**
   * Cases, newest first.
   *
   * @param open null for all
   * @param thing null for all
   */
  List<CaseFile> list(@Nullable Boolean open, @Nullable Long thing, long before, int limit);

  /** Cases, or ledgers, newest first. */
  List<CaseFile> list(CaseFilter filter, long before, int limit);

  /** All open cases, by id. Ledgers are not among them. */
  List<CaseFile> open();

  /** The open case of a rule at a point, to which its further alarms belong. */
  Optional<CaseFile> open(String rule, long thing, String signalCode);

  /** Closed cases that nobody has planned a look-back for since they were closed. */
  List<CaseFile> withoutLookBack();

  /** How many items and pieces keep a case from being closed. */
  int openParts(long id);

  /** Keeps how far the proof has come; {@code event} goes into the timeline when given. */
  CaseFile progress(long id, String progress, @Nullable CaseEvent event);

  /** Adds to the timeline. */
  void note(long id, CaseEvent event);

  /**
   * Closes an open case by its proof.
   *
   * @throws RegistryException {@code NOT_FOUND}
   */
  CaseFile close(long id, CaseEvent event);

  /** Oldest first. */
  List<CaseEvent> timeline(long id);
}
