// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.greenheart.server.api.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SnifferTest {
  private static final byte[] PROGRAM =
      "MZ\u0090\0\u0003\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
  private static final String SVG =
      "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";

  @TempDir private Path folder;

  private FileKind kind(String name, byte[] content) throws IOException {
    return Sniffer.kind(Files.write(folder.resolve("file"), content), name);
  }

  private void assertRefused(String code, String name, byte[] content) {
    assertThatThrownBy(() -> kind(name, content))
        .as(name)
        .isInstanceOfSatisfying(
            ApiException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.status()).isEqualTo(415);
              assertThat(e).hasMessageContaining(name);
            });
  }

  private static byte[] zip(String... names) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void photosAndDocuments_areKnownByTheirContent() throws Exception {
    assertThat(kind("a.JPG", Photos.plain("jpeg", 8, 8))).isEqualTo(FileKind.JPEG);
    assertThat(kind("a.png", Photos.plain("png", 8, 8))).isEqualTo(FileKind.PNG);
    assertThat(kind("a.webp", "RIFF\1\1\1\1WEBPVP8 ".getBytes(StandardCharsets.ISO_8859_1)))
        .isEqualTo(FileKind.WEBP);
    assertThat(kind("a.heic", "\0\0\0\30ftypheic\0\0".getBytes(StandardCharsets.ISO_8859_1)))
        .isEqualTo(FileKind.HEIC);
    assertThat(kind("a.pdf", "%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo(FileKind.PDF);
    assertThat(kind("a.xlsx", zip("[Content_Types].xml", "xl/workbook.xml")))
        .isEqualTo(FileKind.XLSX);
    assertThat(kind("a.docx", zip("[Content_Types].xml", "word/document.xml")))
        .isEqualTo(FileKind.DOCX);
    assertThat(kind("a.csv", "时间,氨氮\n".getBytes(Charset.forName("GB18030"))))
        .isEqualTo(FileKind.TEXT);
    assertThat(kind("a.txt", "现场".repeat(20_000).getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(FileKind.TEXT);
  }

  @Test
  void pictureUnderTheNameOfAnother_isTaken() throws Exception {
    assertThat(kind("a.jpg", Photos.plain("png", 8, 8))).isEqualTo(FileKind.PNG);
  }

  @Test
  void disguised_isRefused() throws Exception {
    byte[] page = "<!DOCTYPE html><script>alert(1)</script>".getBytes(StandardCharsets.US_ASCII);
    assertRefused("evidence-disguised", "photo.jpg", PROGRAM);
    assertRefused("evidence-disguised", "photo.jpg", page);
    assertRefused("evidence-disguised", "photo.jpg", SVG.getBytes(StandardCharsets.US_ASCII));
    assertRefused("evidence-disguised", "report.txt", page);
    assertRefused("evidence-disguised", "report.pdf", zip("[Content_Types].xml"));
    assertRefused(
        "evidence-disguised", "photo.jpg", "%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII));
    assertRefused("evidence-disguised", "report.csv", Photos.plain("png", 8, 8));
    assertRefused(
        "evidence-disguised",
        "macros.xlsx",
        zip("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"));
    assertRefused("evidence-disguised", "page.html", Photos.plain("png", 8, 8));
  }

  @Test
  void whatIsNotTaken_isRefused() {
    assertRefused("evidence-type", "setup.exe", PROGRAM);
    assertRefused("evidence-type", "drawing.svg", SVG.getBytes(StandardCharsets.US_ASCII));
    assertRefused("evidence-type", "noending", "text".getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void pictureThatIsNone_isRefused() {
    byte[] page = "\u00FF\u00D8\u00FF<html><script>".getBytes(StandardCharsets.ISO_8859_1);
    assertRefused("evidence-broken", "photo.jpg", page);
  }
}
