// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.greenheart.protocols.dlt645.Dlt645Message;
import org.greenheart.protocols.dlt645.Dlt645Value;
import org.greenheart.storage.Bytes;
import org.greenheart.storage.registry.MeterEntry;
import org.greenheart.storage.registry.MeterSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads DL/T 645-2007 meters behind a gateway that hands bytes through. Each question is asked
 * twice. Some meters do not refuse what they do not have but say nothing: what was not answered is
 * asked behind the others in the next rounds, so that it keeps none of them back, and a meter is
 * silent when it answers none. What is kept are the frames of the answers, as they came.
 */
final class Dlt645Asker implements Asker {
  private static final int TRIES = 2;
  private static final String SILENT = "meter-silent";
  private static final String UNANSWERED = "value-unanswered";

  /**
   * So many questions in a row may stay without an answer. Then none is asked any more while the
   * meter has said nothing, nor one that was not answered before.
   */
  private static final int MOST_UNANSWERED = 2;

  private final MeterSource source;
  private final GatewayDoor door;

  /** Of each meter what it did not answer when last asked, that which waits longest first. */
  private final Map<String, Set<MeterEntry>> unanswered = new HashMap<>();

  private @Nullable GatewayLine dialled;

  /**
   * @param door where the gateway of a source without an address has come in
   */
  Dlt645Asker(MeterSource source, GatewayDoor door) {
    this.source = requireNonNull(source, "source is null");
    this.door = requireNonNull(door, "door is null");
  }

  @Override
  public Reply ask(String unit) {
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    Map<MeterEntry, ReadValue> values = new HashMap<>();
    Set<MeterEntry> deaf = unanswered.computeIfAbsent(unit, _ -> new LinkedHashSet<>());
    int inARow = 0;
    MeterException silence = null;
    for (MeterEntry entry : lastOf(deaf)) {
      boolean again = deaf.contains(entry);
      if (inARow >= MOST_UNANSWERED && (again || raw.size() == 0)) {
        values.put(entry, ReadValue.none(entry.code(), "", again ? UNANSWERED : "value-not-read"));
        continue;
      }
      try {
        values.put(entry, ask(unit, entry, raw));
        deaf.remove(entry);
        inARow = 0;
      } catch (MeterException e) {
        if (!e.code().equals(SILENT)) {
          throw e;
        }
        silence = e;
        inARow++;
        deaf.remove(entry);
        deaf.add(entry);
        values.put(entry, ReadValue.none(entry.code(), "", UNANSWERED));
      }
    }
    if (silence != null && raw.size() == 0) {
      throw silence;
    }
    return new Reply(
        Bytes.of(raw.toByteArray()),
        source.entries().stream().map(entry -> requireNonNull(values.get(entry))).toList());
  }

  /** All that is read, what was not answered before behind the others. */
  private List<MeterEntry> lastOf(Set<MeterEntry> deaf) {
    List<MeterEntry> order = new ArrayList<>(source.entries());
    order.removeAll(deaf);
    order.addAll(deaf);
    return order;
  }

  private ReadValue ask(String unit, MeterEntry entry, ByteArrayOutputStream raw) {
    Dlt645Message.Read question = new Dlt645Message.Read(unit, entry.place());
    for (int i = 1; i < TRIES; i++) {
      try {
        return value(entry, answer(question, raw));
      } catch (MeterException e) {
        if (e.isOfConnection()) {
          throw e;
        }
      }
    }
    return value(entry, answer(question, raw));
  }

  private Dlt645Message answer(Dlt645Message.Read question, ByteArrayOutputStream raw) {
    GatewayLine line = line();
    try {
      GatewayLine.Answer answer = line.ask(question, source.timeout());
      raw.writeBytes(answer.frame().raw());
      return answer.message();
    } catch (SocketTimeoutException e) {
      throw new MeterException(
          SILENT,
          "meter %s does not answer %s within %s ms"
              .formatted(question.address(), question.identifier(), source.timeout().toMillis()),
          false);
    } catch (IOException e) {
      if (!Thread.currentThread().isInterrupted()) {
        line.close();
      }
      throw new MeterException(
          "meter-connection-lost",
          "the connection to %s broke: %s".formatted(line.address(), e.getMessage()),
          false);
    }
  }

  private GatewayLine line() {
    if (source.host().isEmpty()) {
      return door.line(source);
    }
    GatewayLine open = dialled;
    if (open != null && open.isOpen()) {
      return open;
    }
    try {
      GatewayLine made = GatewayLine.dial(source.host(), source.port(), source.timeout());
      dialled = made;
      return made;
    } catch (IOException e) {
      throw MeterException.unreachable(source.host() + ":" + source.port(), e);
    }
  }

  private static ReadValue value(MeterEntry entry, Dlt645Message message) {
    if (message instanceof Dlt645Message.Failure failure) {
      return ReadValue.none(
          entry.code(),
          failure.faults().stream()
              .map(Dlt645Message.Fault::english)
              .collect(Collectors.joining(", ")),
          "meter-refused");
    }
    if (message instanceof Dlt645Message.Data data) {
      Dlt645Value found =
          data.values().stream()
              .filter(value -> value.identifier().equals(entry.place()))
              .findFirst()
              .orElse(null);
      BigDecimal number = found == null ? null : found.number().orElse(null);
      if (number != null) {
        return Scaling.value(entry, number)
            .map(value -> ReadValue.of(entry.code(), data.payload(), value))
            .orElseGet(() -> ReadValue.none(entry.code(), data.payload(), "value-too-long"));
      }
      return ReadValue.none(
          entry.code(), data.payload(), found == null ? "value-unreadable" : "value-none");
    }
    return ReadValue.none(entry.code(), "", "value-unreadable");
  }

  /** One that came in by itself stays: it will be asked again. */
  @Override
  public void close() {
    GatewayLine open = dialled;
    dialled = null;
    if (open != null) {
      open.close();
    }
  }
}
