// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.manual;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.greenheart.server.accounts.Sight;
import org.greenheart.server.places.ImportError;
import org.greenheart.server.places.RowValues;
import org.greenheart.server.places.RowWriter;
import org.greenheart.server.production.Fields;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.Change;
import org.greenheart.storage.registry.Device;
import org.greenheart.storage.registry.ManualReport;
import org.greenheart.storage.registry.ManualReports;
import org.greenheart.storage.registry.ManualResult;
import org.greenheart.storage.registry.ManualSample;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Tables;
import org.greenheart.storage.registry.Thing;
import org.jspecify.annotations.Nullable;

/** Gathers rows into reports, and writes these when every row was good. */
final class ManualRows implements RowWriter {
  private final Tables tables;
  private final Sight sight;
  private final String author;
  private final boolean official;
  private final Instant now;
  private final Map<Long, PointQuantities> quantities = new HashMap<>();
  private final Map<String, List<Long>> byNumber = new HashMap<>();
  private final Map<String, List<Long>> byName = new HashMap<>();
  private final HandCounters counters;
  private final Map<ManualSample.Identity, Draft> drafts = new LinkedHashMap<>();

  ManualRows(Tables tables, Sight sight, String author, boolean official) {
    this.official = official;
    this.tables = tables;
    this.sight = sight;
    this.author = author;
    this.now = tables.now();
    this.counters = new HandCounters(tables);
    for (Device device : tables.devices().list()) {
      if (device.thing() != 0) {
        byNumber.computeIfAbsent(device.deviceId(), _ -> new ArrayList<>()).add(device.thing());
      }
    }
    for (Thing thing : tables.catalogue().things()) {
      byName.computeIfAbsent(thing.name(), _ -> new ArrayList<>()).add(thing.id());
    }
  }

  /** A report as its rows say it. */
  private static final class Draft {
    private final int row;
    private final ManualSample sample;
    private final @Nullable ManualReport known;
    private final Map<String, ManualResult> results = new LinkedHashMap<>();
    private final Map<String, Integer> rows = new HashMap<>();
    private @Nullable String why;

    Draft(int row, ManualSample sample, @Nullable ManualReport known) {
      this.row = row;
      this.sample = sample;
      this.known = known;
      if (known != null) {
        known.results().forEach(result -> results.put(result.code(), result));
      }
    }
  }

  @Override
  public Change.Kind write(RowValues row) {
    Fields fields = Fields.of(row);
    long thing = point(fields.text("point"));
    ManualSample sample = SampleForm.read(fields, thing, now);
    ManualResult result =
        new ResultForm(quantities.computeIfAbsent(thing, id -> new PointQuantities(tables, id)))
            .read(fields, sample.kind());
    Draft draft = draft(row, sample);
    Integer before = draft.rows.putIfAbsent(result.code(), row.number());
    if (before != null) {
      throw new RuleException(
          "code", "stands in row %s already".formatted(before), result.code(), "result-twice");
    }
    ManualReport known = draft.known;
    if (known == null) {
      draft.results.put(result.code(), result);
      return Change.Kind.ADDED;
    }
    ManualResult old = draft.results.get(result.code());
    if (known.sample().equals(sample) && old != null && says(old, result)) {
      return Change.Kind.UNCHANGED;
    }
    draft.why = reason(fields, known, old);
    draft.results.put(result.code(), result);
    return Change.Kind.CHANGED;
  }

  private static String reason(Fields fields, ManualReport known, @Nullable ManualResult old) {
    return fields
        .find("why")
        .orElseThrow(
            () ->
                new RuleException(
                    "value",
                    "differs from report %s, which says %s: say why it is corrected"
                        .formatted(known.id(), old == null ? "nothing of it" : text(old)),
                    fields.text("value"),
                    "correction-why"));
  }

  private static String text(ManualResult result) {
    Decimal value = result.value();
    return "%s %s".formatted(value == null ? "ND" : value, result.unit());
  }

  /** Digits that a spreadsheet has dropped are no correction. */
  private static boolean says(ManualResult old, ManualResult result) {
    return same(old.value(), result.value())
        && same(old.detectionLimit(), result.detectionLimit())
        && same(old.converted(), result.converted())
        && old.unit().equals(result.unit())
        && Objects.equals(old.method(), result.method())
        && Objects.equals(old.instrument(), result.instrument());
  }

  private static boolean same(@Nullable Decimal one, @Nullable Decimal other) {
    if (one == null || other == null) {
      return one == null && other == null;
    }
    return one.compareTo(other) == 0;
  }

  private Draft draft(RowValues row, ManualSample sample) {
    Draft draft =
        drafts.computeIfAbsent(
            sample.identity(),
            _ -> new Draft(row.number(), sample, tables.manualReports().find(sample).orElse(null)));
    if (!draft.sample.equals(sample)) {
      throw new RuleException(
          "number",
          "must say the same of sampling and laboratory as row %s".formatted(draft.row),
          sample.number(),
          "report-two-heads");
    }
    return draft;
  }

  /** By the number of its device, whatever that speaks, or its name. */
  private long point(String text) {
    List<Long> numbered = seen(byNumber, text);
    if (numbered.size() == 1) {
      return numbered.getFirst();
    }
    List<Long> named = seen(byName, text);
    if (named.size() != 1) {
      throw new RuleException(
          "point",
          named.isEmpty()
              ? "must be the name or the device number of a known point"
              : "is the name of %s points: give the device number".formatted(named.size()),
          text,
          "unknown-point");
    }
    return named.getFirst();
  }

  private List<Long> seen(Map<String, List<Long>> points, String text) {
    return points.getOrDefault(text, List.of()).stream().filter(sight::sees).toList();
  }

  @Override
  public List<ImportError> finish() {
    List<ImportError> errors = new ArrayList<>();
    for (Draft draft : drafts.values()) {
      if (draft.known != null && draft.why == null) {
        continue;
      }
      List<ImportError> wrong = backwards(draft);
      errors.addAll(wrong);
      try {
        if (wrong.isEmpty()) {
          write(draft, tables.manualReports());
        }
      } catch (RuleException e) {
        errors.add(new ImportError(draft.row, e.field(), e.rule(), e.value(), e.code()));
      }
    }
    return errors;
  }

  /** Held against what stands in the rows before, too: these are written by now. */
  private List<ImportError> backwards(Draft draft) {
    List<ImportError> errors = new ArrayList<>();
    for (ManualResult result : draft.results.values()) {
      Integer row = draft.rows.get(result.code());
      try {
        if (row != null) {
          counters.require(draft.sample, result, draft.known == null ? 0 : draft.known.id());
        }
      } catch (RuleException e) {
        errors.add(
            new ImportError(
                row == null ? draft.row : row, e.field(), e.rule(), e.value(), e.code()));
      }
    }
    return errors;
  }

  private void write(Draft draft, ManualReports reports) {
    List<ManualResult> results = List.copyOf(draft.results.values());
    ManualReport known = draft.known;
    String why = draft.why;
    if (known == null) {
      var _ = reports.add(draft.sample, results, author, official);
    } else if (why != null) {
      var _ =
          reports.revise(
              known.id(), known.revision(), draft.sample, results, false, author, official, why);
    }
  }
}
