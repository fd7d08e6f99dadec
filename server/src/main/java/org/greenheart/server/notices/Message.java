// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.notices;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.greenheart.storage.registry.NoticeKind;

/**
 * A notice in the words of its reader.
 *
 * @param key the same at each attempt
 * @param subject one line
 * @param text lines; begins with what is said in the subject
 * @param facts the same for programs: values that JSON knows
 * @param attachment a file that goes with it, where the channel takes files
 */
record Message(
    String key,
    NoticeKind kind,
    Instant at,
    String subject,
    String text,
    Map<String, Object> facts,
    Optional<Path> attachment) {
  Message {
    requireNonNull(key, "key is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(at, "at is null");
    requireNonNull(subject, "subject is null");
    requireNonNull(text, "text is null");
    requireNonNull(attachment, "attachment is null");
  }
}
