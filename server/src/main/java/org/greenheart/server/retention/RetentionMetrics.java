// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.retention;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.Supplier;
import org.greenheart.server.api.DiskFigures;

/** What retention counts, and the disk. Thread-safe. */
final class RetentionMetrics {
  private static final String FRAMES = "frames";

  private final Counter deleted;
  private final Gauge held;
  private final Gauge seconds;
  private final Counter runs;
  private final Counter failures;

  RetentionMetrics(PrometheusRegistry registry) {
    deleted =
        counter(registry, "deleted", "What was deleted since it was old: frames, or rows", "what");
    held =
        gauge(registry, "held", "What was old and had to stay at the last run", "what", "reason");
    seconds = gauge(registry, "seconds", "How long the last run took");
    runs = counter(registry, "runs", "Runs that came to their end");
    failures = counter(registry, "failures", "Runs that failed");
  }

  private static Counter counter(
      PrometheusRegistry registry, String name, String help, String... labels) {
    return Counter.builder()
        .name("greenheart_retention_" + name)
        .help(help)
        .labelNames(labels)
        .register(registry);
  }

  private static Gauge gauge(
      PrometheusRegistry registry, String name, String help, String... labels) {
    return Gauge.builder()
        .name("greenheart_retention_" + name)
        .help(help)
        .labelNames(labels)
        .register(registry);
  }

  /** Shows the disk; what is not known yet is not shown. */
  static void observe(PrometheusRegistry registry, Supplier<DiskFigures> disk) {
    show(registry, "used_bytes", "Bytes of the data folder", () -> disk.get().used());
    show(registry, "free_bytes", "Bytes that can be written", () -> disk.get().free());
    show(
        registry,
        "growth_bytes_per_day",
        "Bytes that the data folder grows by in a day",
        () -> disk.get().growthPerDay());
    show(
        registry,
        "days_left",
        "Days until the disk is full, retention considered; 3650 for not foreseen",
        () -> disk.get().daysLeft());
  }

  private static void show(
      PrometheusRegistry registry, String name, String help, Supplier<Long> value) {
    GaugeWithCallback.builder()
        .name("greenheart_disk_" + name)
        .help(help)
        .callback(
            point -> {
              Long known = value.get();
              if (known != null) {
                point.call(known.doubleValue());
              }
            })
        .register(registry);
  }

  void ran(RetentionRun run) {
    runs.inc();
    seconds.set(run.millis() / 1000.0);
    deleted.labelValues(FRAMES).inc(run.frames());
    held.clear();
    run.framesHeld()
        .forEach((reason, count) -> held.labelValues(FRAMES, reason).set(count.doubleValue()));
    for (RetentionRun.Rows rows : run.rows()) {
      deleted.labelValues(rows.interval()).inc(rows.deleted());
      held.labelValues(rows.interval(), "all").set((double) rows.held());
    }
  }

  void failed() {
    failures.inc();
  }
}
