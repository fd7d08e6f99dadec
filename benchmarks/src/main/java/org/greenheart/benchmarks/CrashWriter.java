// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.greenheart.storage.telemetry.Arrival;
import org.greenheart.storage.telemetry.NewArrival;
import org.greenheart.storage.telemetry.Receipt;
import org.greenheart.storage.telemetry.RocksTelemetry;
import org.greenheart.storage.telemetry.TelemetryOptions;

/**
 * The process that is killed: writes frames of some devices into a folder, seals what it wrote all
 * the time, and says on its standard output what was acknowledged, a line each: device, index,
 * arrival number. It goes on where the folder ends, and sends the last frames before that again, as
 * a device does that got no answer.
 */
final class CrashWriter {
  static final int DEVICES = 4;

  private static final int UNANSWERED = 16;
  private static final int SENT_AGAIN = 10;

  private CrashWriter() {}

  /**
   * @param arguments the folder
   */
  static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, US_ASCII);
    TelemetryOptions options =
        TelemetryOptions.of(InstantSource.system()).withSealEvery(Duration.ZERO);
    RocksTelemetry telemetry = RocksTelemetry.open(Path.of(arguments[0]), options);
    AtomicInteger newest = new AtomicInteger();
    for (int device = 1; device <= DEVICES; device++) {
      int number = device;
      Thread.ofPlatform().start(() -> write(telemetry, number, newest, out));
    }
    while (true) {
      telemetry.seal(CrashFrames.minute(newest.get() - UNANSWERED));
    }
  }

  private static void write(
      RocksTelemetry telemetry, int device, AtomicInteger newest, PrintStream out) {
    List<Arrival> last = telemetry.arrivals(device, Long.MAX_VALUE, 1);
    int index =
        last.isEmpty() ? 0 : Math.max(0, CrashFrames.indexOf(last.getFirst().raw()) - SENT_AGAIN);
    Deque<CompletableFuture<Void>> unanswered = new ArrayDeque<>();
    while (true) {
      int sent = index++;
      NewArrival frame = CrashFrames.frame(device, sent);
      unanswered.add(
          telemetry.append(frame).thenAccept(receipt -> out.println(line(device, sent, receipt))));
      newest.accumulateAndGet(sent, Math::max);
      if (unanswered.size() >= UNANSWERED) {
        unanswered.remove().join();
      }
    }
  }

  private static String line(int device, int index, Receipt receipt) {
    return device + " " + index + " " + receipt.arrival();
  }
}
