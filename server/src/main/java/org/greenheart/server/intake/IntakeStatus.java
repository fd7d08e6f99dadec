// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.greenheart.protocols.hj212.DeviationCode;
import org.greenheart.storage.telemetry.Outcome;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the intake counts, what it last failed at, and the log lines of both, held back in a storm.
 * Thread-safe.
 */
final class IntakeStatus {
  /** The limits that can refuse or close a connection or refuse a frame. */
  enum Limit {
    CONNECTIONS("the open connections in all"),
    CONNECTIONS_PER_ADDRESS("the open connections of one address"),
    FRAME_BYTES("the bytes of one frame"),
    IDLE("the silence of a connection"),
    STALLED("the waiting for a device to take its answers"),
    UNANSWERED_BYTES("the unanswered bytes of one connection"),
    PENDING_FRAMES("the frames kept of a device that nobody has accepted"),
    PENDING_DEVICES("the devices that nobody has accepted"),
    REFUSED_FRAMES("the refused frames kept in a day"),
    DATASTREAMS("the Datastreams of one device");

    private final String thing;

    Limit(String thing) {
      this.thing = thing;
    }
  }

  private static final Logger log = LoggerFactory.getLogger(IntakeStatus.class);
  private static final Duration LOG_EVERY = Duration.ofMinutes(1);
  private static final double[] COMMIT_SECONDS = {
    0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10
  };

  private final InstantSource clock;
  private final PrometheusRegistry registry;
  private final LogThrottle throttle = new LogThrottle(LOG_EVERY);
  private final Map<Outcome, CounterDataPoint> frames = new EnumMap<>(Outcome.class);
  private final Map<Limit, CounterDataPoint> limits = new EnumMap<>(Limit.class);
  private final Counter deviations;
  private final Map<DeviationCode, CounterDataPoint> formDeviations =
      new EnumMap<>(DeviationCode.class);
  private final Counter refused;
  private final Counter dropped;
  private final Counter accepted;
  private final Counter acceptFailures;
  private final Counter brokenFrames;
  private final Counter notKept;
  private final Counter forgotten;
  private final CounterDataPoint answered;
  private final CounterDataPoint repeats;
  private final DistributionDataPoint commitSeconds;

  /** Frames refused or dropped. */
  private final FrameCounts notTaken = new FrameCounts();

  private final LongAdder kept = new LongAdder();
  private volatile @Nullable IntakeFailure failure;
  private volatile boolean failing;

  IntakeStatus(PrometheusRegistry registry, InstantSource clock) {
    this.registry = registry;
    this.clock = clock;
    Counter frameCounter =
        counter("greenheart_intake_frames", "Frames by what became of them", "outcome");
    for (Outcome outcome : Outcome.values()) {
      frames.put(outcome, frameCounter.labelValues(label(outcome)));
    }
    Counter limitCounter = counter("greenheart_intake_limited", "What a limit stopped", "limit");
    for (Limit limit : Limit.values()) {
      limits.put(limit, limitCounter.labelValues(label(limit)));
    }
    deviations =
        counter(
            "greenheart_intake_deviations",
            "Breaches of the standard that were understood",
            "code");
    for (DeviationCode code : DeviationCode.values()) {
      formDeviations.put(code, deviations.labelValues(code.code()));
    }
    refused =
        counter(
            "greenheart_intake_refused", "Frames refused by the policy of their device", "code");
    dropped = counter("greenheart_intake_dropped", "Frames neither kept nor answered", "reason");
    accepted = counter("greenheart_intake_connections_accepted", "Connections let in");
    acceptFailures =
        counter("greenheart_intake_accept_failures", "Connections that the system could not open");
    brokenFrames =
        counter(
            "greenheart_intake_broken_frames", "Frames that broke the program: please report them");
    notKept = counter("greenheart_intake_not_kept", "Attempts to keep a frame that failed");
    forgotten =
        counter(
            "greenheart_intake_forgotten",
            "Frames read and given up at a stop, since they could not be kept");
    answered = counter("greenheart_intake_answers", "Answers sent").labelValues();
    repeats =
        counter("greenheart_intake_repeats", "Frames that were on disk already").labelValues();
    commitSeconds =
        Histogram.builder()
            .name("greenheart_intake_commit_seconds")
            .help("From the reading of a frame to its being on disk")
            .classicOnly()
            .classicUpperBounds(COMMIT_SECONDS)
            .register(registry)
            .labelValues();
  }

  private Counter counter(String name, String help, String... labels) {
    return Counter.builder().name(name).help(help).labelNames(labels).register(registry);
  }

  /** Shows what is open and waiting now. */
  void observe(IntSupplier connections, LongSupplier unanswered) {
    GaugeWithCallback.builder()
        .name("greenheart_intake_connections")
        .help("Open connections")
        .callback(point -> point.call(connections.getAsInt()))
        .register(registry);
    GaugeWithCallback.builder()
        .name("greenheart_intake_unanswered")
        .help("Frames read and not yet on disk")
        .callback(point -> point.call((double) unanswered.getAsLong()))
        .register(registry);
  }

  private static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  void accepted() {
    accepted.inc();
  }

  void acceptFailed(Throwable problem) {
    acceptFailures.inc();
    throttle.log(
        "accept",
        heldBack ->
            log.warn(
                "A connection could not be opened: {}. Those open work on. If files ran out, raise"
                    + " the limit of open files (ulimit -n, LimitNOFILE){}",
                problem.getMessage(),
                more(heldBack)));
  }

  void refusedByLimit(Limit limit, InetAddress address, int value) {
    count(limit);
    throttle.log(
        limit.name(),
        heldBack ->
            log.warn(
                "Connection from {} refused: {} may be at most {}{}",
                address.getHostAddress(),
                limit.thing,
                value,
                more(heldBack)));
  }

  void closedByLimit(Limit limit, String source, String what, Duration value) {
    count(limit);
    throttle.log(
        limit.name(),
        heldBack ->
            log.info("Connection {} is closed: it {} {}{}", source, what, value, more(heldBack)));
  }

  void readingPaused(String source, int value) {
    count(Limit.UNANSWERED_BYTES);
    throttle.log(
        Limit.UNANSWERED_BYTES.name(),
        heldBack ->
            log.info(
                "Connection {} waits: {} may be at most {}{}",
                source,
                Limit.UNANSWERED_BYTES.thing,
                value,
                more(heldBack)));
  }

  /** A frame or device went over a limit. */
  void overLimit(Limit limit, String source, String value, long most) {
    count(limit);
    throttle.log(
        limit.name(),
        heldBack ->
            log.warn(
                "{} from {}: {} may be at most {}{}",
                value,
                source,
                limit.thing,
                most,
                more(heldBack)));
  }

  private void count(Limit limit) {
    CounterDataPoint point = limits.get(limit);
    if (point != null) {
      point.inc();
    }
  }

  private static String more(long heldBack) {
    return heldBack == 0 ? "" : " (and " + heldBack + " more like this since the last line)";
  }

  void deviation(DeviationCode code) {
    CounterDataPoint point = formDeviations.get(code);
    if (point != null) {
      point.inc();
    }
  }

  void deviation(IntakeDeviation code) {
    deviations.labelValues(code.code()).inc();
  }

  void refused(Refusal refusal, Visit visit) {
    refused.labelValues(refusal.code()).inc();
    notTaken.add(refusal.code(), visit);
    throttle.log(
        "refused",
        heldBack ->
            log.info(
                "A frame {} from {} is refused: {}{}",
                whose(visit.message().mn()),
                visit.source(),
                refusal.code(),
                more(heldBack)));
  }

  private static String whose(String mn) {
    return mn.isBlank() ? "without MN" : "of device " + FrameCount.shown(mn);
  }

  void dropped(Drop reason, Visit visit) {
    dropped.labelValues(reason.code()).inc();
    notTaken.add(reason.code(), visit);
  }

  /** A frame that was not read, so that nobody knows its MN. */
  void droppedUnread(Drop reason, String source) {
    dropped.labelValues(reason.code()).inc();
    notTaken.add(new FrameCount(reason.code(), 1, clock.instant(), source, ""));
  }

  /** Frames that were refused or dropped since the start, by why; the last one first. */
  List<FrameCount> notTaken() {
    return notTaken.list();
  }

  /** A frame was too much for the program: a mistake of ours. */
  void brokenFrame() {
    brokenFrames.inc();
  }

  /** A frame is on disk and its answer, if it gets one, is due. */
  void kept(InFlight frame) {
    kept.increment();
    commitSeconds.observe(frame.secondsSinceStart());
    Attempt attempt = frame.attempt();
    CounterDataPoint outcome = attempt.outcome() == null ? null : frames.get(attempt.outcome());
    if (outcome != null) {
      outcome.inc();
    }
    if (attempt.answer().length > 0) {
      answered.inc();
    }
    if (frame.isRepeat()) {
      repeats.inc();
    }
    if (failing) {
      failing = false;
      log.info("Frames are kept again; devices that wait are answered now");
    }
  }

  void notKept(Throwable problem) {
    notKept.inc();
    Throwable cause = problem instanceof CompletionException ? problem.getCause() : problem;
    String message = cause == null ? problem.toString() : String.valueOf(cause.getMessage());
    failure = new IntakeFailure(clock.instant(), message, nextStep(message));
    failing = true;
    throttle.log(
        "notKept",
        heldBack ->
            log.error(
                "Frames cannot be kept, so devices get no answer and will send again: {}{}",
                message,
                more(heldBack),
                problem));
  }

  private static String nextStep(String message) {
    return message.toLowerCase(Locale.ROOT).contains("no space")
        ? "Free space on the disk that holds the data folder. The intake goes on by itself."
        : "Look at the disk that holds the data folder and at the log. The intake goes on by itself"
            + " when writing works again.";
  }

  void forgotten(int count) {
    forgotten.inc(count);
  }

  /** Frames on disk since the start, repeats included. */
  long kept() {
    return kept.sum();
  }

  boolean isFailing() {
    return failing;
  }

  Optional<IntakeFailure> lastFailure() {
    return Optional.ofNullable(failure);
  }
}
