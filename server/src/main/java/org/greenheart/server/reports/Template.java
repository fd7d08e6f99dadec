// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.reports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.greenheart.storage.registry.RuleException;
import org.jspecify.annotations.Nullable;

/**
 * Which columns a sheet has, in which order and under which headings: a file that the operator puts
 * into the folder {@code report-templates} of the data. Each line is a column: its key, its heading
 * in Chinese and, if another, in English, with tabs between. A key that a report does not have
 * makes an empty column, for what people fill in. Lines that start with {@code #} are notes.
 * Immutable.
 */
record Template(List<Column> columns) {
  private static final int LONGEST_FILE = 64 << 10;
  private static final String NAME = "[\\p{L}\\p{N}_ .-]{1,60}";
  private static final String END = ".tsv";

  Template {
    columns = List.copyOf(columns);
  }

  /** The names of those that are there. */
  static List<String> names(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(END))
          .map(name -> name.substring(0, name.length() - END.length()))
          .filter(name -> name.matches(NAME) && !name.startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @throws RuleException {@code template-unknown}, {@code template-line}
   */
  static Template read(Path folder, String name) {
    if (!names(folder).contains(name)) {
      throw new RuleException(
          "template", "must be a file NAME.tsv in report-templates", name, "template-unknown");
    }
    Path file = folder.resolve(name + END);
    try {
      if (Files.size(file) > LONGEST_FILE) {
        throw new RuleException("template", "must have at most 64 KB", name, "template-size");
      }
      List<Column> columns = new ArrayList<>();
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        String plain = line.startsWith("\uFEFF") ? line.substring(1) : line;
        if (!plain.isBlank() && !plain.startsWith("#")) {
          columns.add(column(plain));
        }
      }
      if (columns.isEmpty()) {
        throw new RuleException("template", "must have a column", name, "template-line");
      }
      return new Template(columns);
    } catch (IOException e) {
      throw new RuleException(
          "template", "must be readable as text in UTF-8", name, "template-line");
    }
  }

  private static Column column(String line) {
    String[] parts = line.split("\t", -1);
    if (parts.length < 2 || parts[1].isBlank()) {
      throw new RuleException(
          "template", "must have a key, a tab and a heading in each line", line, "template-line");
    }
    String en = parts.length > 2 && !parts[2].isBlank() ? parts[2].strip() : parts[1].strip();
    return Column.of(parts[0].strip(), parts[1].strip(), en);
  }

  /** Writes into another sink what the template has. */
  Sink into(Sink sink) {
    return new Arranged(columns, sink);
  }

  private static final class Arranged implements Sink {
    private final List<Column> columns;
    private final Sink sink;
    private int[] places = new int[0];

    Arranged(List<Column> columns, Sink sink) {
      this.columns = columns;
      this.sink = sink;
    }

    @Override
    public void sheet(Said title, List<Column> has) throws IOException {
      places = columns.stream().mapToInt(column -> place(has, column.key())).toArray();
      sink.sheet(title, columns);
    }

    private static int place(List<Column> has, String key) {
      for (int i = 0; i < has.size(); i++) {
        if (has.get(i).key().equals(key)) {
          return i;
        }
      }
      return -1;
    }

    @Override
    public void row(List<Cell> cells) throws IOException {
      List<Cell> arranged = new ArrayList<>(places.length);
      for (int place : places) {
        arranged.add(place < 0 ? Cell.blank() : cells.get(place));
      }
      sink.row(arranged);
    }

    @Override
    public boolean isFull() {
      return sink.isFull();
    }

    @Override
    public void end() throws IOException {
      sink.end();
    }
  }

  static Sink arranged(@Nullable Template template, Sink sink) {
    return template == null ? sink : template.into(sink);
  }
}
