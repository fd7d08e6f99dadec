// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.evidence;

import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/**
 * Sheets of A4 that are filled from top to bottom: headings, text, tables, drawings. What is filled
 * lies in a temporary file, not in memory. Not thread-safe.
 */
final class PdfSheet implements AutoCloseable {
  static final Color INK = new Color(0x18211D);
  static final Color MUTED = new Color(0x56645D);
  static final Color LINE = new Color(0xDFE5E1);
  static final Color ACCENT = new Color(0x18704A);
  static final Color DANGER = new Color(0xB3261E);

  static final float MARGIN = 48;
  static final float WIDTH = PDRectangle.A4.getWidth() - 2 * MARGIN;
  private static final float TOP = PDRectangle.A4.getHeight() - MARGIN;
  private static final float BOTTOM = MARGIN + 16;
  private static final float LEADING = 1.5f;
  private static final float CELL = 4;

  private final PDDocument document = new PDDocument(IOUtils.createTempFileOnlyStreamCache());
  private final PdfFonts fonts;
  private PDPageContentStream out;
  private float y = TOP;

  PdfSheet(String title, String language) throws IOException {
    PDDocumentInformation facts = new PDDocumentInformation();
    facts.setTitle(title);
    facts.setProducer("Greenheart");
    document.setDocumentInformation(facts);
    document.getDocumentCatalog().setLanguage(language);
    fonts = new PdfFonts(document);
    out = page();
  }

  private PDPageContentStream page() throws IOException {
    PDPage page = new PDPage(PDRectangle.A4);
    document.addPage(page);
    y = TOP;
    return new PDPageContentStream(document, page, AppendMode.APPEND, true);
  }

  /** Begins another sheet. */
  void next() throws IOException {
    out.close();
    out = page();
  }

  /** Begins another sheet when there is not so much room any more. */
  void keep(float height) throws IOException {
    if (y - height < BOTTOM) {
      next();
    }
  }

  void space(float height) {
    y -= height;
  }

  void heading(String text) throws IOException {
    keep(70);
    y -= y == TOP ? 14 : 28;
    write(text, MARGIN, 14, ACCENT);
    y -= 4;
    rule(MARGIN, y, MARGIN + WIDTH, y, LINE, 0.7f);
    y -= 6;
  }

  void text(String text, float size, Color colour) throws IOException {
    for (String line : fonts.lines(text, size, WIDTH)) {
      keep(size * LEADING);
      y -= size * LEADING;
      write(line, MARGIN, size, colour);
    }
  }

  /** What something is called and what it is, side by side. */
  void fact(String name, String value) throws IOException {
    float size = 10;
    float left = 120;
    List<String> lines = fonts.lines(value.isBlank() ? "–" : value, size, WIDTH - left);
    for (int i = 0; i < lines.size(); i++) {
      keep(size * LEADING);
      y -= size * LEADING;
      if (i == 0) {
        write(name, MARGIN, size, MUTED);
      }
      write(lines.get(i), MARGIN + left, size, INK);
    }
  }

  /**
   * A table of which one row is made after the other. The widths of its columns are shares of the
   * whole, 1 in all.
   */
  final class Table {
    private final List<String> head;
    private final float[] widths;

    private Table(List<String> head, float... widths) throws IOException {
      this.head = List.copyOf(head);
      this.widths = widths;
      keep(40);
      head();
    }

    private void head() throws IOException {
      cells(head, 8, MUTED);
      rule(MARGIN, y, MARGIN + WIDTH, y, MUTED, 0.5f);
    }

    void row(List<String> cells) throws IOException {
      float size = 8;
      int most = 1;
      for (int i = 0; i < cells.size(); i++) {
        most = Math.max(most, wrapped(cells.get(i), size, i).size());
      }
      if (y - (most * size * LEADING + CELL) < BOTTOM) {
        next();
        head();
      }
      cells(cells, size, INK);
      rule(MARGIN, y, MARGIN + WIDTH, y, LINE, 0.4f);
    }

    private List<String> wrapped(String cell, float size, int column) throws IOException {
      List<String> lines = fonts.lines(cell, size, widths[column] * WIDTH - CELL);
      int most = (int) ((TOP - BOTTOM - 40) / (size * LEADING));
      return lines.size() <= most ? lines : lines.subList(0, most);
    }

    private void cells(List<String> cells, float size, Color colour) throws IOException {
      float start = y;
      float lowest = y;
      float x = MARGIN;
      for (int i = 0; i < cells.size(); i++) {
        y = start;
        for (String line : wrapped(cells.get(i), size, i)) {
          y -= size * LEADING;
          write(line, x, size, colour);
        }
        lowest = Math.min(lowest, y);
        x += widths[i] * WIDTH;
      }
      y = lowest - CELL;
    }
  }

  Table table(List<String> head, float... widths) throws IOException {
    return new Table(head, widths);
  }

  /**
   * Room for a drawing over the whole width.
   *
   * @return its lower edge
   */
  float room(float height) throws IOException {
    keep(height);
    y -= height;
    return y;
  }

  /** A picture at the left, with lines beside it. */
  void picture(byte[] jpeg, float side, List<String> beside) throws IOException {
    PDImageXObject image = JPEGFactory.createFromByteArray(document, jpeg);
    float factor = side / Math.max(image.getWidth(), image.getHeight());
    float width = image.getWidth() * factor;
    float height = image.getHeight() * factor;
    float size = 9;
    List<String> lines = new ArrayList<>();
    for (String text : beside) {
      lines.addAll(fonts.lines(text, size, WIDTH - side - 12));
    }
    float needed = Math.max(height, lines.size() * size * LEADING) + 10;
    keep(needed);
    float start = y;
    out.drawImage(image, MARGIN, start - height, width, height);
    for (String line : lines) {
      y -= size * LEADING;
      write(line, MARGIN + side + 12, size, INK);
    }
    y = start - needed;
  }

  /** Text at a place; its baseline is there. */
  void write(String text, float x, float size, Color colour) throws IOException {
    write(text, x, y, size, colour);
  }

  void write(String text, float x, float at, float size, Color colour) throws IOException {
    out.beginText();
    out.setNonStrokingColor(colour);
    out.newLineAtOffset(x, at);
    for (PdfFonts.Run run : fonts.runs(text)) {
      out.setFont(run.font(), size);
      out.showText(run.text());
    }
    out.endText();
  }

  float width(String text, float size) throws IOException {
    return fonts.width(text, size);
  }

  void rule(float x1, float y1, float x2, float y2, Color colour, float thick) throws IOException {
    line(List.of(new float[] {x1, y1}, new float[] {x2, y2}), colour, thick, 0);
  }

  /**
   * A line through points.
   *
   * @param dash length of dashes; 0 for none
   */
  void line(List<float[]> points, Color colour, float thick, float dash) throws IOException {
    if (points.isEmpty()) {
      return;
    }
    out.setStrokingColor(colour);
    out.setLineWidth(thick);
    out.setLineJoinStyle(1);
    out.setLineDashPattern(dash == 0 ? new float[0] : new float[] {dash, dash}, 0);
    out.moveTo(points.getFirst()[0], points.getFirst()[1]);
    for (float[] point : points.subList(1, points.size())) {
      out.lineTo(point[0], point[1]);
    }
    out.stroke();
  }

  /** A filled shape. */
  void area(List<float[]> points, Color colour) throws IOException {
    if (points.size() < 3) {
      return;
    }
    out.setNonStrokingColor(colour);
    out.moveTo(points.getFirst()[0], points.getFirst()[1]);
    for (float[] point : points.subList(1, points.size())) {
      out.lineTo(point[0], point[1]);
    }
    out.closePath();
    out.fill();
  }

  /**
   * Numbers the sheets and writes the document.
   *
   * @param foot stands under each
   */
  void finish(String foot, OutputStream to) throws IOException {
    out.close();
    int pages = document.getNumberOfPages();
    for (int i = 0; i < pages; i++) {
      out = new PDPageContentStream(document, document.getPage(i), AppendMode.APPEND, true, true);
      String number = (i + 1) + " / " + pages;
      write(foot, MARGIN, MARGIN - 12, 8, MUTED);
      write(number, MARGIN + WIDTH - width(number, 8), MARGIN - 12, 8, MUTED);
      out.close();
    }
    document.save(to);
  }

  @Override
  public void close() throws IOException {
    document.close();
  }
}
