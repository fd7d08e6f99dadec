// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.greenheart.protocols.dlt645.Dlt645Frame;
import org.greenheart.protocols.dlt645.Dlt645Framer;
import org.greenheart.protocols.dlt645.Dlt645Message;
import org.greenheart.protocols.dlt645.Dlt645Reader;
import org.greenheart.protocols.dlt645.Dlt645Value;
import org.greenheart.protocols.dlt645.Dlt645Writer;
import org.greenheart.storage.Bytes;
import org.greenheart.storage.registry.MeterEntry;
import org.greenheart.storage.registry.MeterSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads DL/T 645-2007 meters behind a gateway that hands bytes through. One question is on the line
 * at a time; each is asked twice before the meter counts as silent. What is kept are the frames of
 * the answers, as they came.
 */
final class Dlt645Asker implements Asker {
  private static final int TRIES = 2;

  private final MeterSource source;
  private final Dlt645Writer writer = new Dlt645Writer();
  private final Dlt645Reader reader = new Dlt645Reader();
  private Dlt645Framer framer = new Dlt645Framer();
  private @Nullable Socket socket;

  Dlt645Asker(MeterSource source) {
    this.source = source;
  }

  @Override
  public Reply ask(String unit) {
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    List<ReadValue> values = new ArrayList<>();
    for (MeterEntry entry : source.entries()) {
      values.add(ask(unit, entry, raw));
    }
    return new Reply(Bytes.of(raw.toByteArray()), values);
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
    Socket open = connected();
    try {
      drain(open);
      open.getOutputStream().write(writer.write(question));
      open.getOutputStream().flush();
      return await(open, question, raw);
    } catch (SocketTimeoutException e) {
      throw new MeterException(
          "meter-silent",
          "meter %s does not answer %s within %s ms"
              .formatted(question.address(), question.identifier(), source.timeout().toMillis()),
          false);
    } catch (IOException e) {
      close();
      throw new MeterException(
          "meter-connection-lost",
          "the connection to %s broke: %s".formatted(address(), e.getMessage()),
          false);
    }
  }

  /** What came too late for the question before is no answer to the next one. */
  private void drain(Socket open) throws IOException {
    InputStream in = open.getInputStream();
    while (in.available() > 0) {
      in.skipNBytes(in.available());
    }
    framer = new Dlt645Framer();
  }

  private Dlt645Message await(Socket open, Dlt645Message.Read question, ByteArrayOutputStream raw)
      throws IOException {
    byte[] buffer = new byte[512];
    List<Dlt645Frame> frames = new ArrayList<>();
    while (true) {
      int length = open.getInputStream().read(buffer);
      if (length < 0) {
        throw new IOException("closed by the gateway");
      }
      framer.feed(buffer, 0, length, frames::add);
      for (Dlt645Frame frame : frames) {
        Dlt645Message message = reader.read(frame).message();
        if (answers(message, question)) {
          raw.writeBytes(frame.raw());
          return message;
        }
      }
      frames.clear();
    }
  }

  private static boolean answers(Dlt645Message message, Dlt645Message.Read question) {
    // Some gateways send back what they were told to send: that is no answer.
    return message.address().equals(question.address())
        && switch (message) {
          case Dlt645Message.Data data -> data.identifier().equals(question.identifier());
          case Dlt645Message.Failure _ -> true;
          case Dlt645Message.Read _, Dlt645Message.ReadNext _, Dlt645Message.Other _ -> false;
        };
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

  private String address() {
    return source.host() + ":" + source.port();
  }

  private Socket connected() {
    Socket open = socket;
    if (open != null) {
      return open;
    }
    int millis = Math.toIntExact(source.timeout().toMillis());
    Socket made = new Socket();
    try {
      made.connect(new InetSocketAddress(source.host(), source.port()), millis);
      made.setSoTimeout(millis);
      made.setTcpNoDelay(true);
    } catch (IOException e) {
      close(made);
      throw MeterException.unreachable(address(), e);
    }
    socket = made;
    return made;
  }

  private static void close(Socket open) {
    try {
      open.close();
    } catch (IOException e) {
      // It is gone either way.
    }
  }

  @Override
  public void close() {
    Socket open = socket;
    socket = null;
    if (open != null) {
      close(open);
    }
  }
}
