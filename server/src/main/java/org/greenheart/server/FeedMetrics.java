// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.greenheart.server.statistics.Statistics;
import org.greenheart.server.watch.Watch;
import org.greenheart.storage.telemetry.RocksTelemetry;

/** How many arrivals wait for the readers of the feed, and how they hold it up, for Prometheus. */
final class FeedMetrics {
  private FeedMetrics() {}

  static void register(
      PrometheusRegistry metrics, RocksTelemetry telemetry, Watch watch, Statistics statistics) {
    GaugeWithCallback.builder()
        .name("greenheart_feed_waiting")
        .help("Arrivals that wait for a reader of the feed")
        .labelNames("reader")
        .callback(
            callback -> {
              callback.call((double) watch.behind(), Watch.READER);
              callback.call((double) statistics.behind(), Statistics.READER);
            })
        .register(metrics);
    CounterWithCallback.builder()
        .name("greenheart_feed_held_back_seconds")
        .help("Time that arrivals were held back so that the watch keeps up")
        .callback(callback -> callback.call(telemetry.heldBack().toNanos() / 1e9))
        .register(metrics);
  }
}
