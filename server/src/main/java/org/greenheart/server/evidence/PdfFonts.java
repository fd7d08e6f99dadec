// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * The two fonts of a document, each embedded with the characters that are used: Liberation Sans
 * (SIL Open Font License, part of PDFBox) for what is Latin, Droid Sans Fallback (Apache License
 * 2.0) for what is Chinese. Neither has all, so a text is cut into runs. Not thread-safe.
 */
final class PdfFonts {
  private static final String LATIN = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
  private static final String CHINESE = "DroidSansFallbackFull.ttf";

  /** What neither font has, in characters that they have. */
  private static final Map<Integer, String> INSTEAD =
      Map.of(
          (int) '℃', "°C",
          (int) '㎡', "m²",
          (int) '㎥', "m³",
          (int) '→', "->",
          (int) '⁻', "-",
          (int) '₂', "2",
          (int) '₃', "3",
          (int) '\u00A0', " ",
          (int) '\u2009', " ",
          (int) '\t', " ");

  private static final String UNKNOWN = "?";
  private static final float UNITS = 1000;

  private final Face latin;
  private final Face chinese;

  PdfFonts(PDDocument document) throws IOException {
    this.latin = face(document, PDDocument.class, LATIN);
    this.chinese = face(document, PdfFonts.class, CHINESE);
  }

  private record Face(PDFont font, CmapLookup characters) {
    boolean has(int character) {
      return characters.getGlyphId(character) != 0;
    }
  }

  /** A piece of text in one font. */
  record Run(PDFont font, String text) {}

  private static Face face(PDDocument document, Class<?> beside, String name) throws IOException {
    try (InputStream in = beside.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("the font %s is missing from the program".formatted(name));
      }
      TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(in));
      return new Face(PDType0Font.load(document, font, true), font.getUnicodeCmapLookup());
    }
  }

  /** The text in pieces; what cannot be written is a question mark. */
  List<Run> runs(String text) {
    List<Run> runs = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    boolean isLatin = true;
    for (int character : written(text).codePoints().toArray()) {
      boolean nextIsLatin = latin.has(character);
      if (nextIsLatin != isLatin && !piece.isEmpty()) {
        runs.add(new Run(font(isLatin), piece.toString()));
        piece.setLength(0);
      }
      isLatin = nextIsLatin;
      piece.appendCodePoint(character);
    }
    if (!piece.isEmpty()) {
      runs.add(new Run(font(isLatin), piece.toString()));
    }
    return runs;
  }

  private PDFont font(boolean isLatin) {
    return isLatin ? latin.font() : chinese.font();
  }

  private String written(String text) {
    StringBuilder written = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            character -> {
              if (latin.has(character) || chinese.has(character)) {
                written.appendCodePoint(character);
              } else if (INSTEAD.containsKey(character)) {
                written.append(INSTEAD.get(character));
              } else if (!Character.isISOControl(character)) {
                written.append(UNKNOWN);
              }
            });
    return written.toString();
  }

  /** In points. */
  float width(String text, float size) throws IOException {
    float width = 0;
    for (Run run : runs(text)) {
      width += run.font().getStringWidth(run.text());
    }
    return width * size / UNITS;
  }

  /** Lines no wider than that: broken at spaces, and between Chinese characters. */
  List<String> lines(String text, float size, float width) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String paragraph : text.split("\\R", -1)) {
      StringBuilder line = new StringBuilder();
      for (String word : words(paragraph)) {
        if (!line.isEmpty() && width(line + word.stripTrailing(), size) > width) {
          lines.add(line.toString().stripTrailing());
          line.setLength(0);
        }
        for (String part : parts(word, size, width)) {
          if (!line.isEmpty() && width(line + part, size) > width) {
            lines.add(line.toString());
            line.setLength(0);
          }
          line.append(part);
        }
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  /** Where a line may be broken: after spaces, and around what is Chinese. */
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    int last = ' ';
    for (int character : text.codePoints().toArray()) {
      boolean mayBreak =
          last == ' '
              || Character.isIdeographic(character)
              || (Character.isIdeographic(last) && !isClosing(character));
      if (mayBreak && character != ' ' && !word.isEmpty()) {
        words.add(word.toString());
        word.setLength(0);
      }
      word.appendCodePoint(character);
      last = character;
    }
    words.add(word.toString());
    return words;
  }

  /** Marks that no line begins with. */
  private static boolean isClosing(int character) {
    return "，。、；：？！）》」』”’%‰,.;:?!)".indexOf(character) >= 0;
  }

  /** One that is wider than a line, in pieces: hashes are. */
  private List<String> parts(String word, float size, float width) throws IOException {
    if (width(word.stripTrailing(), size) <= width) {
      return List.of(word);
    }
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (int character : word.codePoints().toArray()) {
      String longer = part + Character.toString(character);
      if (!part.isEmpty() && width(longer, size) > width) {
        parts.add(part.toString());
        part.setLength(0);
      }
      part.appendCodePoint(character);
    }
    parts.add(part.toString());
    return parts;
  }
}
