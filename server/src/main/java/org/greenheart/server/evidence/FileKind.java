// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.evidence;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a file may be. What is not here is not taken. */
enum FileKind {
  JPEG("image/jpeg", true, "jpg", "jpeg"),
  PNG("image/png", true, "png"),
  WEBP("image/webp", true, "webp"),
  HEIC("image/heic", true, "heic", "heif"),
  PDF("application/pdf", false, "pdf"),
  XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", false, "xlsx"),
  DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", false, "docx"),
  TEXT("text/plain", false, "txt", "csv");

  private final String media;
  private final boolean photo;

  @SuppressWarnings("ImmutableEnumChecker") // of List.of
  private final List<String> endings;

  FileKind(String media, boolean photo, String... endings) {
    this.media = media;
    this.photo = photo;
    this.endings = List.of(endings);
  }

  /** As HTTP names it. */
  String media() {
    return media;
  }

  boolean photo() {
    return photo;
  }

  /** How names of such files end, without the dot. */
  String ending() {
    return endings.getFirst();
  }

  /** Whether small pictures of it can be made. */
  boolean drawable() {
    return this == JPEG || this == PNG;
  }

  static Optional<FileKind> ofMedia(String media) {
    return Stream.of(values()).filter(kind -> kind.media.equals(media)).findFirst();
  }

  /** What a name pretends that the file is; empty when its ending is none of these. */
  static Optional<FileKind> ofName(String name) {
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return Stream.of(values()).filter(kind -> kind.endings.contains(ending)).findFirst();
  }
}
