// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.greenheart.server.statistics.Statistics;
import org.greenheart.server.watch.Watch;

/** How many arrivals wait for the readers of the feed, for Prometheus. */
final class FeedMetrics {
  private FeedMetrics() {}

  static void register(PrometheusRegistry metrics, Watch watch, Statistics statistics) {
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
  }
}
