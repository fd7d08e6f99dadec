// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.places;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Looks through a workbook before it is read: a few bytes of an archive can unpack to what does not
 * fit into memory, a cell can stand in the column of a billion, and a number can have a million
 * digits. What the archive says of its sizes may be a lie, so all of it is unpacked once, and
 * nothing kept.
 */
final class XlsxCheck {
  /** As Excel has them: XFD is the last column. */
  private static final int MOST_COLUMN_LETTERS = 3;

  /** A number as a spreadsheet writes it; Excel's own have at most 24 characters. */
  private static final int LONGEST_NUMBER = 400;

  /** Kinds of a cell whose value is no number. */
  private static final Set<String> TEXTS = Set.of("s", "str", "inlineStr", "d", "e");

  private final long mostBytes;
  private final XMLInputFactory xml = XMLInputFactory.newDefaultFactory();
  private long unpacked;

  private XlsxCheck(long mostBytes) {
    this.mostBytes = mostBytes;
    xml.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    xml.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
  }

  /**
   * @throws SheetException {@code xlsx-huge}, {@code xlsx-broken}
   */
  static void require(byte[] content, long mostBytes) {
    try {
      // Only from a file does the JDK read an archive by its directory, as spreadsheets need it.
      Path file = Files.createTempFile("greenheart-import", ".xlsx");
      try {
        Files.write(file, content);
        new XlsxCheck(mostBytes).look(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw XlsxReader.broken(e);
    }
  }

  private void look(Path file) throws IOException {
    byte[] rest = new byte[1 << 16];
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        try (InputStream unpacking = zip.getInputStream(entry)) {
          InputStream in = new Counted(unpacking);
          if (entry.getName().endsWith(".xml")) {
            look(in);
          }
          while (in.read(rest) >= 0) {
            // What is no XML, or not to its end, counts all the same.
          }
        }
      }
    }
  }

  /** Every part may be a sheet, whatever its name. */
  private void look(InputStream in) {
    try {
      XMLStreamReader reader = xml.createXMLStreamReader(in);
      boolean number = false;
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamConstants.START_ELEMENT) {
          if (reader.getLocalName().equals("c")) {
            requireColumn(reader.getAttributeValue(null, "r"));
            @Nullable String kind = reader.getAttributeValue(null, "t");
            number = kind == null || !TEXTS.contains(kind);
          } else if (number && reader.getLocalName().equals("v")) {
            requireShort(reader);
          }
        }
      }
    } catch (XMLStreamException e) {
      // The reader says so, if it is a part that it reads.
      return;
    }
  }

  private static void requireColumn(@Nullable String place) {
    int letters = 0;
    while (place != null && letters < place.length() && Character.isLetter(place.charAt(letters))) {
      letters++;
    }
    if (letters > MOST_COLUMN_LETTERS) {
      throw new SheetException("xlsx-broken", "a cell lies beyond the last column, XFD");
    }
  }

  /** Reads on to the end of the value. */
  private static void requireShort(XMLStreamReader reader) throws XMLStreamException {
    int length = 0;
    while (reader.hasNext() && reader.next() != XMLStreamConstants.END_ELEMENT) {
      length += reader.hasText() ? reader.getTextLength() : 0;
      if (length > LONGEST_NUMBER) {
        throw new SheetException(
            "xlsx-broken", "a number has more than %s characters".formatted(LONGEST_NUMBER));
      }
    }
  }

  private final class Counted extends FilterInputStream {
    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      count(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
      int read = super.read(buffer, from, length);
      count(Math.max(0, read));
      return read;
    }

    /** The parser does so at its end, which need not be that of the part. */
    @Override
    public void close() {}

    private void count(int read) {
      unpacked += read;
      if (unpacked > mostBytes) {
        throw new SheetException(
            "xlsx-huge", "the workbook unpacks to more than %s bytes".formatted(mostBytes));
      }
    }
  }
}
