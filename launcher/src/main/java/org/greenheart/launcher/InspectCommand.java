// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.launcher;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.greenheart.protocols.hj212.BytesAtRest;
import org.greenheart.protocols.hj212.Hj212Frame;
import org.greenheart.protocols.hj212.Hj212Reader;
import org.greenheart.protocols.hj212.Sm4;
import org.greenheart.server.intake.BouncySm4;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Explains frames of HJ 212, and those of DL/T 645 that are given as hex digits. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    description = {
      "Explain HJ 212 frames: fields, factor names, length, CRC, deviations.",
      "A frame is given as text (\\r\\n may be written as such), as hex digits, or as JSON"
          + " with frame or frame_hex.",
      "Hex digits that begin with 68, FE before it or not, are a frame of DL/T 645 (electricity"
          + " meters)."
    })
final class InspectCommand implements Callable<Integer> {
  /** A line longer than this is no frame: the rest of it is left out. */
  private static final int LONGEST_LINE = 256 * 1024;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--json",
      description = "One frame a line in, one JSON object a line out: for other programs.")
  private boolean json;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description =
          "The SM4 key of HJ 212-2025: 16 characters or 32 hex digits; repeat it for old keys.")
  private List<String> keys = List.of();

  @Parameters(
      paramLabel = "FRAME|FILE",
      arity = "0..*",
      description = "Frames or files of frames; - or nothing: standard input.")
  private List<String> sources = List.of();

  private final InputStream in;
  private final OutputStream out;

  InspectCommand() {
    this(System.in, System.out);
  }

  InspectCommand(InputStream in, OutputStream out) {
    this.in = in;
    this.out = out;
  }

  @Override
  public Integer call() throws IOException {
    List<byte[]> sm4Keys = keys.stream().map(this::key).toList();
    Hj212Reader reader = new Hj212Reader(new BouncySm4(), _ -> sm4Keys);
    PrintWriter print = new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    if (sources.isEmpty()) {
      inspect(in, reader, print);
    }
    for (String source : sources) {
      if (source.equals("-")) {
        inspect(in, reader, print);
      } else if (isFile(source)) {
        try (InputStream file = Files.newInputStream(Path.of(source))) {
          inspect(file, reader, print);
        }
      } else if (source.contains("=")
          || source.startsWith("##")
          || source.startsWith("2323")
          || MeterText.looksLikeFrame(source)) {
        line(source.getBytes(StandardCharsets.UTF_8), reader, print);
      } else {
        throw new ParameterException(
            spec.commandLine(), "'%s' is neither a file nor a frame".formatted(source));
      }
    }
    print.flush();
    return 0;
  }

  private void inspect(InputStream source, Hj212Reader reader, PrintWriter print)
      throws IOException {
    if (json) {
      inspectLines(source, reader, print);
      return;
    }
    byte[] bytes = source.readAllBytes();
    if (isText(bytes)) {
      for (byte[] line : FrameLine.lines(bytes)) {
        line(line, reader, print);
      }
    } else {
      explain(BytesAtRest.frames(bytes), reader, print);
    }
  }

  /** Answers line by line, so that a program may hold the pipe open. */
  private void inspectLines(InputStream source, Hj212Reader reader, PrintWriter print)
      throws IOException {
    InputStream buffered = new BufferedInputStream(source);
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = buffered.read(); next >= 0; next = buffered.read()) {
      if (next != '\n') {
        if (line.size() < LONGEST_LINE) {
          line.write(next);
        }
        continue;
      }
      line(line.toByteArray(), reader, print);
      line.reset();
      if (buffered.available() == 0) {
        print.flush();
      }
    }
    line(line.toByteArray(), reader, print);
  }

  private void line(byte[] line, Hj212Reader reader, PrintWriter print) {
    if (FrameLine.isBlank(line)) {
      return;
    }
    Optional<String> meter = json ? Optional.empty() : MeterText.explain(line);
    if (meter.isPresent()) {
      print.print(meter.get());
      print.print('\n');
      return;
    }
    List<Hj212Frame> frames = BytesAtRest.frames(FrameLine.bytes(line));
    if (json) {
      print.print(FrameJson.line(frames, reader.read(frames.getFirst())));
      print.print('\n');
    } else if (frames.getFirst().declaredLength() == Hj212Frame.NO_LENGTH) {
      print.print("no frame in this line 该行没有帧\n\n");
    } else {
      explain(frames, reader, print);
    }
  }

  private static void explain(List<Hj212Frame> frames, Hj212Reader reader, PrintWriter print) {
    for (Hj212Frame frame : frames) {
      print.print(FrameText.explain(frame, reader.read(frame)));
      print.print('\n');
    }
  }

  /** Whether the bytes are lines of text: every frame's line ends where the frame ends. */
  private static boolean isText(byte[] bytes) {
    for (byte value : bytes) {
      if (value >= 0 && value < ' ' && value != '\n' && value != '\r' && value != '\t') {
        return false;
      }
    }
    return true;
  }

  private static boolean isFile(String source) {
    try {
      return !source.startsWith("##") && Files.isRegularFile(Path.of(source));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private byte[] key(String text) {
    if (text.length() == 2 * Sm4.BLOCK) {
      try {
        return HexFormat.of().parseHex(text);
      } catch (IllegalArgumentException e) {
        // Told below.
      }
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length != Sm4.BLOCK) {
      throw new ParameterException(
          spec.commandLine(),
          "--key (%s characters) must be 16 characters or 32 hex digits".formatted(text.length()));
    }
    return bytes;
  }
}
