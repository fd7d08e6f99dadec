// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.evidence;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.greenheart.server.api.ApiException;

/**
 * Finds out what a file is by its content alone; its name and what the sender calls it only have to
 * agree. A web page, a drawing with script in it or a program is none of {@link FileKind}, whatever
 * it is called.
 */
final class Sniffer {
  private static final int HEAD = 64 << 10;
  private static final List<String> HEIF_BRANDS = List.of("heic", "heix", "hevc", "mif1", "msf1");

  private Sniffer() {}

  /**
   * @param name as the sender calls it
   * @throws ApiException 415 {@code evidence-disguised} when the content is not what the name says,
   *     {@code evidence-type} when it is nothing that is taken, {@code evidence-broken} when it
   *     begins like a picture and is none
   */
  static FileKind kind(Path file, String name) throws IOException {
    Optional<FileKind> claimed = FileKind.ofName(name);
    Optional<FileKind> found = found(file, claimed);
    if (found.isEmpty()) {
      throw claimed.isPresent()
          ? refused(
              "evidence-disguised",
              "file (%s) is not what its name says: its content is no %s"
                  .formatted(name, claimed.get().ending()))
          : refused(
              "evidence-type",
              "file (%s) must be a photo (jpg, png, webp, heic) or a document (pdf, xlsx, docx, txt, csv)"
                  .formatted(name));
    }
    FileKind kind = found.get();
    // A camera that writes PNG under .jpg misleads nobody; a document under .jpg may.
    if (claimed.isEmpty() || (claimed.get() != kind && !(claimed.get().photo() && kind.photo()))) {
      throw refused(
          "evidence-disguised",
          "file (%s) is not what its name says: its content is %s".formatted(name, kind.ending()));
    }
    if (kind.drawable() && Pictures.size(file).isEmpty()) {
      throw refused(
          "evidence-broken",
          "file (%s) begins as %s and cannot be read as a picture".formatted(name, kind.ending()));
    }
    return kind;
  }

  private static ApiException refused(String code, String message) {
    return new ApiException(415, code, message);
  }

  private static Optional<FileKind> found(Path file, Optional<FileKind> claimed)
      throws IOException {
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(HEAD);
    }
    String start = new String(head, 0, Math.min(16, head.length), ISO_8859_1);
    if (start.startsWith("\u00FF\u00D8\u00FF")) {
      return Optional.of(FileKind.JPEG);
    }
    if (start.startsWith("\u0089PNG\r\n\u001A\n")) {
      return Optional.of(FileKind.PNG);
    }
    if (start.startsWith("RIFF") && start.startsWith("WEBP", 8)) {
      return Optional.of(FileKind.WEBP);
    }
    if (start.startsWith("ftyp", 4) && start.length() >= 12) {
      return HEIF_BRANDS.contains(start.substring(8, 12))
          ? Optional.of(FileKind.HEIC)
          : Optional.empty();
    }
    if (start.startsWith("%PDF-")) {
      return Optional.of(FileKind.PDF);
    }
    if (start.startsWith("PK\u0003\u0004")) {
      return office(file);
    }
    return claimed.filter(kind -> kind == FileKind.TEXT && isText(head));
  }

  /** A workbook or document without macros. */
  private static Optional<FileKind> office(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      boolean macros = zip.stream().anyMatch(entry -> entry.getName().endsWith("vbaProject.bin"));
      if (macros || zip.getEntry("[Content_Types].xml") == null) {
        return Optional.empty();
      }
      if (zip.getEntry("xl/workbook.xml") != null) {
        return Optional.of(FileKind.XLSX);
      }
      return zip.getEntry("word/document.xml") != null
          ? Optional.of(FileKind.DOCX)
          : Optional.empty();
    } catch (ZipException e) {
      return Optional.empty();
    }
  }

  /** Letters and no markup, in UTF-8 or what a Chinese Excel writes. */
  private static boolean isText(byte[] head) {
    // The end may cut a character in two.
    int whole = head.length < HEAD ? head.length : HEAD - 4;
    for (int i = 0; i < whole; i++) {
      if (head[i] >= 0 && head[i] < ' ' && "\t\r\n\f".indexOf(head[i]) < 0) {
        return false;
      }
    }
    for (Charset charset : List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"))) {
      Optional<String> text = decoded(head, charset);
      if (text.isPresent()) {
        String first = text.get().replace("\uFEFF", "").stripLeading();
        return !first.startsWith("<") && !first.startsWith("#!") && !first.startsWith("%!");
      }
    }
    return false;
  }

  private static Optional<String> decoded(byte[] head, Charset charset) {
    for (int cut = 0; cut < (head.length < HEAD ? 1 : 4); cut++) {
      try {
        return Optional.of(
            charset.newDecoder().decode(ByteBuffer.wrap(head, 0, head.length - cut)).toString());
      } catch (CharacterCodingException e) {
        // cut in the middle of a character, or another charset: the next attempt says
      }
    }
    return Optional.empty();
  }
}
