// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.evidence;

import java.time.Instant;
import java.time.LocalDateTime;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.Attachment;
import org.jspecify.annotations.Nullable;

/**
 * A file of a case as the interface shows it.
 *
 * @param thumbnail whether there is a small picture of it
 */
record AttachmentView(
    long id,
    long caseId,
    @Nullable Long item,
    String name,
    String media,
    long bytes,
    String sha256,
    String note,
    @Nullable LocalDateTime taken,
    @Nullable Decimal latitude,
    @Nullable Decimal longitude,
    Instant added,
    String addedBy,
    @Nullable Instant struck,
    @Nullable String struckBy,
    @Nullable String struckWhy,
    boolean thumbnail) {
  static AttachmentView of(Attachment file) {
    return new AttachmentView(
        file.id(),
        file.caseFile(),
        file.item(),
        file.name(),
        file.media(),
        file.bytes(),
        file.sha256(),
        file.note(),
        file.taken(),
        file.latitude(),
        file.longitude(),
        file.added(),
        file.addedBy(),
        file.struck(),
        file.struckBy(),
        file.struckWhy(),
        FileKind.ofMedia(file.media()).filter(FileKind::drawable).isPresent());
  }
}
