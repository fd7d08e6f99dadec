// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.greenheart.protocols.hj212.Crc;
import org.greenheart.protocols.hj212.Factor;
import org.greenheart.protocols.hj212.FactorTable;
import org.greenheart.protocols.hj212.Field;
import org.greenheart.protocols.hj212.Hj212Frame;
import org.greenheart.protocols.hj212.Hj212Framer;
import org.greenheart.protocols.hj212.Hj212Message;
import org.greenheart.protocols.hj212.Hj212Reader;
import org.greenheart.protocols.hj212.Reading;
import org.greenheart.server.api.FrameExplanation.Departure;
import org.greenheart.server.api.FrameExplanation.Group;
import org.greenheart.server.api.FrameExplanation.NamedValue;
import org.greenheart.storage.Bytes;

/** Explains HJ 212 frames to people. Thread-safe when its reader is. */
public final class FrameExplainer {
  private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

  private final Hj212Reader reader;
  private final FactorTable factors;

  public FrameExplainer(Hj212Reader reader, FactorTable factors) {
    this.reader = requireNonNull(reader, "reader is null");
    this.factors = requireNonNull(factors, "factors is null");
  }

  /** The one frame in the bytes that were kept; empty when they hold none. */
  Optional<FrameExplanation> explain(Bytes raw) {
    List<Hj212Frame> frames = new ArrayList<>(1);
    Hj212Framer framer = new Hj212Framer();
    framer.feed(raw.array(), frames::add);
    framer.endOfStream(frames::add);
    return frames.stream().findFirst().map(this::explain);
  }

  /** All frames in bytes at rest, such as a piece of a log. */
  Inspection inspect(byte[] bytes) {
    List<Hj212Frame> frames = new ArrayList<>();
    Hj212Framer framer = Hj212Framer.forBytesAtRest();
    framer.feed(bytes, frames::add);
    framer.endOfStream(frames::add);
    return new Inspection(framer.junkBytes(), frames.stream().map(this::explain).toList());
  }

  record Inspection(long junk, List<FrameExplanation> frames) {}

  private FrameExplanation explain(Hj212Frame frame) {
    Hj212Message message = reader.read(frame);
    byte[] raw = frame.raw();
    int declared = frame.declaredLength();
    return new FrameExplanation(
        text(raw),
        HexFormat.of().formatHex(raw),
        message.version().year(),
        frame.lengthRight(),
        declared == Hj212Frame.NO_LENGTH ? null : declared,
        frame.segmentEnd() - frame.segmentStart(),
        message.crc().name(),
        frame.crcText(),
        message.encrypted() ? "" : Crc.hex(Crc.of(raw, frame.segmentStart(), frame.segmentEnd())),
        message.crc().right(),
        message.encrypted(),
        message.header().stream()
            .map(field -> new NamedValue(field.name(), field.value()))
            .toList(),
        message.dataTime().<Instant>map(time -> time.atZone(BEIJING).toInstant()).orElse(null),
        groups(message),
        message.deviations().stream()
            .map(
                deviation ->
                    new Departure(
                        deviation.code().code(),
                        deviation.offset(),
                        new LocalizedName(deviation.code().chinese(), deviation.code().english())))
            .toList());
  }

  private List<Group> groups(Hj212Message message) {
    List<Group> groups = new ArrayList<>();
    message.items().stream()
        .flatMap(item -> item.fields().stream())
        .filter(field -> field.code().isEmpty() && !field.part().equals("Flag"))
        .forEach(
            field ->
                groups.add(
                    new Group(
                        field.part(),
                        true,
                        null,
                        null,
                        List.of(new NamedValue("", field.value())))));
    for (Reading reading : message.readings()) {
      String code = factors.canonical(reading.code(), message.st());
      Optional<Factor> factor = factors.find(code, message.version());
      groups.add(
          new Group(
              reading.code(),
              false,
              factor.map(found -> new LocalizedName(found.zh(), found.en())).orElse(null),
              factor.map(_ -> factors.unit(code, message.st(), message.version())).orElse(null),
              reading.fields().stream().map(FrameExplainer::named).toList()));
    }
    return groups;
  }

  private static NamedValue named(Field field) {
    return new NamedValue(field.part(), field.value());
  }

  /** Devices write ASCII; what they add is UTF-8, and where it is not, each byte is shown. */
  static String text(byte[] raw) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw)).toString();
    } catch (CharacterCodingException e) {
      return new String(raw, StandardCharsets.ISO_8859_1);
    }
  }
}
