// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.List;
import java.util.Optional;

/**
 * What belongs to cases as evidence, who was called upon in notes, and what of them is public.
 * Nothing is ever deleted. Thread-safe.
 */
public interface Evidence {
  /**
   * Keeps that a file was added: its id and time are given here.
   *
   * @throws RegistryException {@code NOT_FOUND} when the case does not exist
   */
  Attachment add(Attachment attachment);

  Optional<Attachment> find(long id);

  /** All of a case, the struck ones too, oldest first. */
  List<Attachment> of(long caseFile);

  /**
   * Says that a file does not belong here; it stays, struck. Again changes nothing.
   *
   * @throws RegistryException {@code NOT_FOUND}
   */
  Attachment strike(long id, String why, String by);

  /**
   * Notes that somebody was called upon.
   *
   * @throws RegistryException {@code NOT_FOUND} when the case does not exist
   */
  Mention mention(long caseFile, String person, String who, String text);

  /** Of a case, oldest first. */
  List<Mention> mentionsOf(long caseFile);

  /** Where a person was called upon and has not said that it was read, newest first. */
  List<Mention> unseen(String person, int limit);

  /**
   * Notes that a person has read it; again, and by another, changes nothing.
   *
   * @throws RegistryException {@code NOT_FOUND}
   */
  Mention seen(long id, String person);

  /**
   * Makes a row public; the one that was public before is withdrawn.
   *
   * @throws RegistryException {@code NOT_FOUND} when the case does not exist
   */
  Publication publish(long caseFile, String document, String by);

  /** Takes back what is public of a case; empty when nothing was. */
  Optional<Publication> withdraw(long caseFile, String why, String by);

  /** All of a case, oldest first. */
  List<Publication> publicationsOf(long caseFile);

  /**
   * What is public now, newest first.
   *
   * @param before only those with a smaller id; {@link Long#MAX_VALUE} for the first page
   */
  List<Publication> published(long before, int limit);
}
