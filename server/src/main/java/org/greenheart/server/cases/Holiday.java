// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * Days in a row that are not what their day of the week says, as the program ships them.
 *
 * @param works whether they are worked Saturdays or Sundays, or days off
 * @param source the notice of the General Office of the State Council
 * @param confidence how sure the days are: {@code high} when compared with the notice itself
 */
record Holiday(
    LocalDate from,
    LocalDate to,
    boolean works,
    String name,
    String source,
    Confidence confidence) {
  /** How sure it is. */
  enum Confidence {
    HIGH,
    MEDIUM,
    LOW;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final List<Holiday> SHIPPED = read();

  Holiday {
    requireNonNull(from, "from is null");
    requireNonNull(to, "to is null");
    requireNonNull(name, "name is null");
    requireNonNull(source, "source is null");
    requireNonNull(confidence, "confidence is null");
  }

  /** Those that come with the program, in order. */
  static List<Holiday> shipped() {
    return SHIPPED;
  }

  private static List<Holiday> read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                requireNonNull(Holiday.class.getResourceAsStream("holidays.tsv")),
                StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> line.matches("\\d.*")).map(Holiday::row).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Holiday row(String line) {
    String[] cells = line.split("\t", -1);
    return new Holiday(
        LocalDate.parse(cells[0]),
        LocalDate.parse(cells[1]),
        cells[2].equals("1"),
        cells[3],
        cells[4],
        Confidence.valueOf(cells[5].toUpperCase(Locale.ROOT)));
  }
}
