// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.places;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SheetReaderTest {
  private static Sheet csv(String text) {
    return SheetReader.read(text.getBytes(UTF_8));
  }

  private static List<List<String>> texts(Sheet sheet) {
    return sheet.rows().stream()
        .map(row -> row.cells().stream().map(SheetCell::text).toList())
        .toList();
  }

  static byte[] xlsx(Consumer<Worksheet> fill) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(out, "Greenheart", "1.0")) {
      fill.accept(workbook.newWorksheet("one"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void assertCode(byte[] content, String code) {
    assertThatThrownBy(() -> SheetReader.read(content))
        .isInstanceOfSatisfying(SheetException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\n", "\n", "\r"})
  void csv_anyLineEnd_isRead(String end) {
    Sheet sheet = csv("a,b" + end + "1, 2 " + end + end + "3,");

    assertThat(sheet.heads()).containsExactly("a", "b");
    assertThat(texts(sheet)).containsExactly(List.of("1", "2"), List.of("3", ""));
    assertThat(sheet.rows()).extracting(Sheet.Row::number).containsExactly(2, 4);
  }

  @Test
  void csv_quotes_holdSeparatorsLineEndsAndQuotes() {
    Sheet sheet = csv("a,b\n\"x, \"\"y\"\"\nz\",\"\"\n");

    assertThat(texts(sheet)).containsExactly(List.of("x, \"y\"\nz", ""));
  }

  @Test
  void csv_brokenQuotes_nameThePlace() {
    assertThatThrownBy(() -> csv("a,b\n1,\"x"))
        .hasMessage("row 2, column 2 has a quote that is not closed (RFC 4180)");
    assertThatThrownBy(() -> csv("a,b\n\"x\"y,1"))
        .hasMessage("row 2, column 1 has text behind a closing quote (RFC 4180)");
  }

  @ParameterizedTest
  @ValueSource(strings = {";", "\t", ","})
  void csv_separator_isThatOfTheHead(String separator) {
    assertThat(texts(csv("a" + separator + "b\n1" + separator + "2\n")))
        .containsExactly(List.of("1", "2"));
  }

  @Test
  void csv_utf8WithMark_isRead() {
    assertThat(csv("\uFEFF名称,编码\n一,2\n").heads()).containsExactly("名称", "编码");
  }

  @Test
  void csv_gbk_isRead() {
    byte[] content = "名称,编码\n柳湾,2\n".getBytes(Charset.forName("GBK"));

    assertThat(texts(SheetReader.read(content))).containsExactly(List.of("柳湾", "2"));
  }

  @Test
  void csv_utf16WithTabs_asExcelWritesUnicodeText_isRead() {
    byte[] content = "\uFEFF名称\t编码\r\n柳湾\t2\r\n".getBytes(UTF_16LE);

    assertThat(texts(SheetReader.read(content))).containsExactly(List.of("柳湾", "2"));
  }

  @Test
  void nothingReadable_isRefusedWithCode() {
    assertCode(new byte[0], "sheet-empty");
    assertCode(" \n,,\n".getBytes(UTF_8), "sheet-empty");
    assertCode(HexFormat.of().parseHex("ffff00ff"), "csv-encoding");
    assertCode(HexFormat.of().parseHex("d0cf11e0a1b11ae1"), "xls-old");
    assertCode(HexFormat.of().parseHex("504b030400"), "xlsx-broken");
  }

  @Test
  void xlsx_timeOfTheDay_isKept() {
    Sheet sheet =
        SheetReader.read(
            xlsx(
                sheet1 -> {
                  sheet1.value(0, 0, "from");
                  sheet1.value(1, 0, LocalDateTime.parse("2026-01-31T10:05:00"));
                  sheet1.style(1, 0).format("yyyy-MM-dd HH:mm").set();
                }));

    assertThat(sheet.rows().getFirst().cell(0).text()).isEqualTo("2026-01-31 10:05:00");
  }

  @Test
  void xlsx_textNumbersDatesAndGaps_areRead() {
    byte[] content =
        xlsx(
            sheet -> {
              sheet.value(0, 0, "名称");
              sheet.value(0, 1, "限值");
              sheet.value(0, 2, "日期");
              sheet.value(0, 3, "编号");
              sheet.value(2, 0, " 柳湾 ");
              sheet.value(2, 1, 0.1 + 0.2);
              sheet.value(2, 2, LocalDate.parse("2026-01-31"));
              sheet.style(2, 2).format("yyyy-MM-dd").set();
              sheet.value(2, 3, 88888880000001L);
              sheet.value(3, 1, 50);
            });

    Sheet sheet = SheetReader.read(content);

    assertThat(sheet.heads()).containsExactly("名称", "限值", "日期", "编号");
    assertThat(texts(sheet))
        .containsExactly(List.of("柳湾", "0.3", "2026-01-31", "88888880000001"), List.of("", "50"));
    assertThat(sheet.rows()).extracting(Sheet.Row::number).containsExactly(3, 4);
  }

  @Test
  void xlsx_numberOfTooManyDigits_isMarked() {
    byte[] content =
        xlsx(
            sheet -> {
              sheet.value(0, 0, "编号");
              sheet.value(1, 0, 1234567890123456L);
              sheet.value(2, 0, 123456789012345L);
            });

    assertThat(SheetReader.read(content).rows())
        .extracting(row -> row.cell(0).rounded())
        .containsExactly(true, false);
  }

  @Test
  void xlsx_thatUnpacksToTooMuch_isRefused() {
    byte[] content = xlsx(sheet -> sheet.value(0, 0, "编号"));

    XlsxCheck.require(content, 100_000);
    assertThatThrownBy(() -> XlsxCheck.require(content, 1_000))
        .isInstanceOfSatisfying(
            SheetException.class, e -> assertThat(e.code()).isEqualTo("xlsx-huge"));
  }

  /** A workbook whose sheet is changed as no spreadsheet would write it. */
  private static byte[] changed(String what, String with) throws IOException {
    Path file = Files.createTempFile("sheet", ".xlsx");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Files.write(
        file,
        xlsx(
            sheet -> {
              sheet.value(0, 0, "head");
              sheet.value(1, 0, 4711);
            }));
    try (ZipFile zip = new ZipFile(file.toFile());
        ZipOutputStream copy = new ZipOutputStream(out)) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        String text = new String(zip.getInputStream(entry).readAllBytes(), UTF_8);
        copy.putNextEntry(new ZipEntry(entry.getName()));
        copy.write(
            (entry.getName().contains("sheet") ? text.replace(what, with) : text).getBytes(UTF_8));
      }
    } finally {
      Files.delete(file);
    }
    return out.toByteArray();
  }

  @Test
  void xlsx_cellBeyondTheLastColumn_isRefusedBeforeItIsRead() throws IOException {
    assertCode(changed("r=\"A2\"", "r=\"ZZZZZZ2\""), "xlsx-broken");
    assertCode(changed("r=\"A2\"", "r='&#90;ZZZZZ2'"), "xlsx-broken");
  }

  @Test
  void xlsx_cellsToTheEndOfTheRow_areReadWhileTheyAreEmpty() throws IOException {
    Sheet sheet = SheetReader.read(changed("<c r=\"A2\"", "<c r=\"XFD2\" s=\"0\"/><c r=\"A2\""));

    assertThat(texts(sheet)).containsExactly(List.of("4711"));
    assertCode(changed("<c r=\"A2\"", "<c r=\"ALM2\""), "sheet-wide");
  }

  @Test
  void xlsx_numberOfAMillionDigits_isRefusedBeforeItIsRead() throws IOException {
    assertCode(changed("4711", "1".repeat(1_000_000)), "xlsx-broken");
  }

  @Test
  void xlsx_numberOfAHugeExponent_isReadAsText() throws IOException {
    assertThat(texts(SheetReader.read(changed("4711", "1E+2000000000"))))
        .containsExactly(List.of("1E+2000000000"));
    assertThat(texts(SheetReader.read(changed("4711", "1E-2000000000"))))
        .containsExactly(List.of("1E-2000000000"));
  }

  @Test
  void csv_ofTooManyColumns_isRefused() {
    assertCode(("a" + ",a".repeat(1_000)).getBytes(UTF_8), "sheet-wide");
  }
}
