// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of the demo city, in the folder {@code city} beside this class. */
final class CityFiles {
  /** What a user would import, in the order in which one needs the other. */
  static final List<String> PLACES =
      List.of(
          "areas.csv",
          "enterprises.csv",
          "outlets.csv",
          "facilities.csv",
          "permits.csv",
          "points.csv",
          "pairs.csv",
          "groups.csv");

  /** Map layers, drawn for this city and of no real place. */
  static final List<String> LAYERS = List.of("districts.geojson", "water.geojson");

  /** Lists of several bodies for the tax supervision; the taxpayers before what they declare. */
  static final List<String> TAX_LISTS =
      List.of(
          "permits",
          "taxpayers",
          "declarations",
          "monitoring",
          "wastes",
          "penalties",
          "projects",
          "electricity",
          "water-bills",
          "gas",
          "output",
          "explanations");

  String text(String name) {
    try (InputStream file = CityFiles.class.getResourceAsStream("city/" + name)) {
      if (file == null) {
        throw new IllegalStateException("the file %s of the city is missing".formatted(name));
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Row> rows(String name) {
    List<Row> rows = new ArrayList<>();
    for (Map<String, String> cells : Csv.rows(name, text(name))) {
      rows.add(new Row(name, cells));
    }
    return rows;
  }

  /** Name to text, in the order of the names. */
  Map<String, String> texts(List<String> names) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : names) {
      texts.put(name, text(name));
    }
    return texts;
  }
}
