// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.ApiJson;
import org.greenheart.storage.Observation;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.Attachment;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.Rule;
import org.greenheart.storage.telemetry.Arrival;
import org.greenheart.storage.telemetry.Order;
import org.greenheart.storage.telemetry.RowCursor;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;

/**
 * Makes sealed packs: everything that an alarm or a case rests on, from the bytes of the devices to
 * the rule that judged, in files that people and programs read, and a manifest of them that the
 * server signs. Thread-safe.
 */
final class PackMaker {
  private static final int BUFFER = 64 << 10;

  private final Telemetry telemetry;
  private final EvidenceStore store;
  private final EvidenceLimits limits;
  private final String version;
  private final String place;
  private final InstantSource clock;
  private final ObjectWriter json =
      ApiJson.mapper()
          .writerWithDefaultPrettyPrinter()
          .without(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

  /**
   * @param version of Greenheart
   * @param place what the installation is called
   */
  PackMaker(
      Telemetry telemetry,
      EvidenceStore store,
      EvidenceLimits limits,
      String version,
      String place,
      InstantSource clock) {
    this.telemetry = requireNonNull(telemetry, "telemetry is null");
    this.store = requireNonNull(store, "store is null");
    this.limits = requireNonNull(limits, "limits is null");
    this.version = requireNonNull(version, "version is null");
    this.place = requireNonNull(place, "place is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /**
   * Makes a pack in a file.
   *
   * @throws ApiException 422 {@code pack-too-large}, {@code pack-too-many-frames}; 500 {@code
   *     evidence-lost}, {@code evidence-damaged} when an attached file is not what it was
   */
  void make(Dossier dossier, SealKey key, Path file) throws IOException {
    try (PackWriter pack = new PackWriter(file, limits.packBytes())) {
      pack.entry("README.txt", PackReadme.text(dossier).getBytes(UTF_8));
      registry(dossier, pack);
      observations(dossier, pack);
      attachments(dossier.attachments(), pack);
      pack.entry(PackForm.PUBLIC_KEY, key.publicPem());
      seal(dossier, key, pack);
      pack.finish();
    }
  }

  private void seal(Dossier dossier, SealKey key, PackWriter pack) throws IOException {
    byte[] manifest =
        json.writeValueAsBytes(
            new PackManifest(
                PackForm.FORMAT,
                dossier.subject(),
                dossier.number(),
                dossier.title(),
                dossier.from(),
                dossier.to(),
                clock.instant(),
                version,
                place,
                key.fingerprint(),
                pack.files()));
    pack.entry(PackForm.MANIFEST, manifest);
    PackSignature signature =
        new PackSignature(
            key.fingerprint(),
            Digests.sha256(manifest),
            HexFormat.of().formatHex(key.sign(manifest)));
    pack.entry(PackForm.SIGNATURE, signature.bytes());
  }

  private void registry(Dossier dossier, PackWriter pack) throws IOException {
    Dossier.Matter matter = dossier.matter();
    if (matter != null) {
      Map<String, Object> file = new LinkedHashMap<>();
      file.put("case", matter.all());
      file.put("timeline", matter.timeline());
      pack.entry("case.json", out -> json.writeValue(out, file));
    }
    pack.entry("alarms.json", out -> json.writeValue(out, dossier.alarms()));
    pack.entry(
        "rules.json",
        out -> json.writeValue(out, dossier.rules().stream().map(PackMaker::node).toList()));
    pack.entry(
        "points.json",
        out ->
            json.writeValue(out, dossier.points().stream().map(Dossier.PointPart::thing).toList()));
    pack.entry("marks.csv", out -> marks(dossier, out));
    pack.entry("upkeep.csv", out -> upkeep(dossier, out));
    pack.entry("device-events.csv", out -> events(dossier, out));
  }

  private static JsonNode node(Rule rule) {
    return Nodes.with(
        Nodes.with(Nodes.of(rule), "parameters", rule.parameters()), "criterion", rule.criterion());
  }

  private static void marks(Dossier dossier, OutputStream out) throws IOException {
    Csv csv =
        new Csv(out, "thing", "kind", "from", "to", "note", "author", "recorded", "withdrawn");
    for (Dossier.PointPart point : dossier.points()) {
      for (var mark : point.marks()) {
        csv.row(
            mark.thing(),
            mark.kind().text(),
            mark.from(),
            mark.to(),
            mark.note(),
            mark.author(),
            mark.recorded(),
            mark.withdrawn());
      }
    }
  }

  private static void upkeep(Dossier dossier, OutputStream out) throws IOException {
    Csv csv =
        new Csv(
            out,
            "thing",
            "kind",
            "from",
            "to",
            "who",
            "note",
            "source",
            "recorded",
            "struck",
            "struckBy",
            "struckWhy");
    for (Dossier.PointPart point : dossier.points()) {
      for (var entry : point.upkeep()) {
        csv.row(
            entry.thing(),
            entry.kind().text(),
            entry.from(),
            entry.to(),
            entry.who(),
            entry.note(),
            entry.source().text(),
            entry.recorded(),
            entry.struck(),
            entry.struckBy(),
            entry.struckWhy());
      }
    }
  }

  private static void events(Dossier dossier, OutputStream out) throws IOException {
    Csv csv = new Csv(out, "thing", "command", "time", "received", "arrival", "fields");
    for (Dossier.PointPart point : dossier.points()) {
      for (var event : point.events()) {
        csv.row(
            point.thing().id(),
            event.command(),
            event.time(),
            event.received(),
            event.arrival(),
            event.fields());
      }
    }
  }

  private void observations(Dossier dossier, PackWriter pack) throws IOException {
    TimeRange range = TimeRange.of(dossier.from(), dossier.to());
    List<Dossier.Quantity> quantities =
        dossier.points().stream().flatMap(point -> point.quantities().stream()).toList();
    pack.entry("values.csv", out -> values(quantities, range, out));
    SequencedSet<Long> numbers =
        ArrivalNumbers.behind(
            telemetry, quantities.stream().map(Dossier.Quantity::datastream).toList(), range);
    pack.entry(
        "frames.raw",
        out -> {
          for (long number : numbers) {
            out.write(raw(number));
          }
        });
    pack.entry("frames.csv", out -> frames(numbers, out));
    pack.entry("corrections.csv", out -> corrections(numbers, quantities, range, out));
  }

  private byte[] raw(long number) {
    return telemetry.arrival(number).map(arrival -> arrival.raw().array()).orElse(new byte[0]);
  }

  private void values(List<Dossier.Quantity> quantities, TimeRange range, OutputStream out)
      throws IOException {
    Csv csv =
        new Csv(
            out,
            "thing",
            "datastream",
            "code",
            "name",
            "nameEn",
            "unit",
            "interval",
            "start",
            "end",
            "value",
            "flag",
            "received",
            "parameters",
            "byHand",
            "arrival");
    for (Dossier.Quantity quantity : quantities) {
      Datastream datastream = quantity.datastream();
      try (RowCursor rows = telemetry.rows(datastream.number(), range, Order.OLDEST_FIRST)) {
        while (rows.hasNext()) {
          value(csv, quantity, rows.next());
        }
      }
    }
  }

  private void value(Csv csv, Dossier.Quantity quantity, Observation row) throws IOException {
    Datastream datastream = quantity.datastream();
    Duration period = datastream.period();
    Instant start = row.key().start();
    csv.row(
        datastream.thing(),
        datastream.number(),
        datastream.code(),
        quantity.name(),
        quantity.nameEn(),
        datastream.unit().symbol(),
        datastream.interval().text(),
        start,
        period == null ? null : start.plus(period),
        row.result(),
        row.flag(),
        row.resultTime(),
        row.parameters().isEmpty() ? "" : Nodes.of(row.parameters()),
        row.byHand(),
        row.arrival());
  }

  /** In the order of frames.raw, so that each is found in it again. */
  private void frames(SequencedSet<Long> numbers, OutputStream out) throws IOException {
    Csv csv =
        new Csv(
            out, "arrival", "received", "source", "outcome", "readBy", "offset", "bytes", "sha256");
    long offset = 0;
    for (long number : numbers) {
      @Nullable Arrival arrival = telemetry.arrival(number).orElse(null);
      if (arrival == null) {
        csv.row(number, null, "not kept", null, null, offset, 0, null);
        continue;
      }
      int bytes = arrival.raw().size();
      csv.row(
          number,
          arrival.received(),
          arrival.source(),
          arrival.outcome(),
          arrival.replays() == 0 ? null : arrival.replays(),
          offset,
          bytes,
          bytes == 0 ? null : Digests.sha256(arrival.raw().array()));
      offset += bytes;
    }
  }

  private void corrections(
      SequencedSet<Long> numbers,
      List<Dossier.Quantity> quantities,
      TimeRange range,
      OutputStream out)
      throws IOException {
    Csv csv = new Csv(out, "arrival", "datastream", "start", "deleted", "was", "flag", "wasOf");
    List<Long> ours = quantities.stream().map(quantity -> quantity.datastream().number()).toList();
    for (long number : numbers) {
      for (Arrival.Touched touched :
          telemetry.arrival(number).map(Arrival::rows).orElse(List.of())) {
        Observation old = touched.old();
        if (old != null
            && range.contains(touched.key().startMicros())
            && ours.contains(touched.key().datastream())) {
          csv.row(
              number,
              touched.key().datastream(),
              touched.key().start(),
              touched.deleted(),
              old.result(),
              old.flag(),
              old.arrival());
        }
      }
    }
  }

  private void attachments(List<Attachment> files, PackWriter pack) throws IOException {
    pack.entry(
        "attachments.json",
        out -> json.writeValue(out, files.stream().map(PackMaker::listed).toList()));
    for (Attachment file : files) {
      pack.entry(nameOf(file), out -> copy(file, out));
      if (!pack.files().getLast().sha256().equals(file.sha256())) {
        throw new ApiException(
            500,
            "evidence-damaged",
            "the content of file (%s) is not any more what was added".formatted(file.id()));
      }
    }
  }

  private static JsonNode listed(Attachment file) {
    return Nodes.with(Nodes.of(file), "file", "\"" + nameOf(file) + "\"");
  }

  /** A name of our own: that of the sender may be anything. */
  static String nameOf(Attachment file) {
    String ending = FileKind.ofMedia(file.media()).map(FileKind::ending).orElse("bin");
    return "attachments/%s-%s.%s".formatted(file.id(), file.sha256().substring(0, 12), ending);
  }

  private void copy(Attachment file, OutputStream out) throws IOException {
    try (InputStream in = Files.newInputStream(store.path(file.sha256()))) {
      byte[] buffer = new byte[BUFFER];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
      }
    } catch (NoSuchFileException e) {
      throw new ApiException(
          500,
          "evidence-lost",
          "the content of file (%s) is not in the data folder any more".formatted(file.id()));
    }
  }
}
