// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.retention;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.greenheart.server.waiting.ClockPause;
import org.greenheart.server.waiting.Pause;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.telemetry.Telemetry;

/**
 * Puts {@link Retention} together.
 *
 * @param data the folder that is measured
 * @param fileBytes bytes of the telemetry by what they hold
 * @param readers of the feed, without whom no frame goes
 */
public record RetentionStart(
    RetentionLimits limits,
    Path data,
    Telemetry telemetry,
    Supplier<Map<String, Long>> fileBytes,
    Registry registry,
    Collection<String> readers,
    InstantSource clock) {
  public RetentionStart {
    readers = List.copyOf(readers);
  }

  /** Starts its thread; counters are registered, named {@code greenheart_retention_...}. */
  public Retention start(PrometheusRegistry metrics) {
    Retention retention = idle(metrics, new ClockPause(clock));
    retention.start();
    return retention;
  }

  /** One that works only when {@link Retention#step} is called. */
  Retention idle(PrometheusRegistry metrics, Pause pause) {
    List<String> all = new ArrayList<>(readers);
    all.add(Corrections.READER);
    Retention retention =
        new Retention(
            new Corrections(telemetry, registry),
            new Expiry(limits, telemetry, registry, all, clock),
            new DiskWatch(limits, telemetry, registry, new DiskMeter(data), fileBytes, clock),
            new RetentionMetrics(metrics),
            pause,
            clock);
    RetentionMetrics.observe(metrics, retention::disk);
    return retention;
  }
}
