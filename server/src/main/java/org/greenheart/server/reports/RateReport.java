// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.reports;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.greenheart.regulation.cems.Transmission;
import org.greenheart.regulation.cems.TransmissionRate;
import org.greenheart.regulation.cems.TransmissionRate.Rates;
import org.greenheart.server.upkeep.HourTally;
import org.greenheart.storage.Micros;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.Thing;
import org.greenheart.storage.telemetry.Summary;
import org.greenheart.storage.telemetry.Telemetry;

/**
 * How much of what was due came, and how much of it was valid, for each quantity of each point, by
 * {@link TransmissionRate}: sources differ on what the valid hours are held against, so both are
 * given. Hours are due from the first row of the quantity on, and only when they are over.
 */
final class RateReport implements Report {
  private final ReportRequest request;
  private final Chosen chosen;
  private final Telemetry telemetry;
  private final Instant now;

  RateReport(ReportRequest request, Chosen chosen, Telemetry telemetry, Instant now) {
    this.request = request;
    this.chosen = chosen;
    this.telemetry = telemetry;
    this.now = now;
  }

  @Override
  public void write(Sink sink) throws IOException {
    sink.sheet(
        new Said("传输有效率", "Transmission and validity"),
        List.of(
            Column.of("point", "点位", "Point"),
            Column.of("enterprise", "企业", "Enterprise"),
            Column.of("area", "区域", "Area"),
            Column.of("code", "因子编码", "Code"),
            Column.of("quantity", "因子", "Quantity"),
            Column.of("due", "应传", "Due", "h"),
            Column.of("stopped", "停运", "Stopped", "h"),
            Column.of("received", "实传", "Received", "h"),
            Column.of("valid", "有效", "Valid", "h"),
            Column.of("transmission", "传输率", "Transmission", "%"),
            Column.of("validity", "有效率(有效/应传)", "Validity (valid/due)", "%"),
            Column.of("validity-of-received", "有效率(有效/实传)", "Validity (valid/received)", "%"),
            Column.of("effective", "有效传输率", "Effective", "%"),
            Column.of(
                "effective-of-received", "有效传输率(按实传口径)", "Effective, by validity of received", "%"),
            Column.of("compliant", "达到 90%", "Reaches 90%")));
    for (Thing thing : chosen.things()) {
      for (Datastream stream : streams(thing.id())) {
        if (sink.isFull()) {
          return;
        }
        row(sink, thing, stream);
      }
    }
  }

  private List<Datastream> streams(long thing) {
    for (Interval interval : List.of(Interval.HOUR, Interval.MINUTE, Interval.REALTIME)) {
      List<Datastream> streams =
          chosen.streams(thing, interval).stream().filter(each -> !each.computed()).toList();
      if (!streams.isEmpty()) {
        return streams;
      }
    }
    return List.of();
  }

  private void row(Sink sink, Thing thing, Datastream stream) throws IOException {
    Summary summary = telemetry.summary(stream.number());
    if (summary.count() == 0) {
      return;
    }
    Instant first = Micros.toInstant(summary.firstMicros());
    int hours = Math.toIntExact(Duration.between(request.start(), request.end()).toHours());
    HourTally tally = HourTally.read(telemetry, stream.number(), request.start(), hours);
    int expected = 0;
    int received = 0;
    int valid = 0;
    int stopped = 0;
    for (int hour = 0; hour < hours; hour++) {
      Instant over = request.start().plus(Duration.ofHours(hour + 1L));
      if (over.isAfter(now) || !over.isAfter(first)) {
        continue;
      }
      expected++;
      received += tally.received(hour) ? 1 : 0;
      valid += tally.valid(hour) ? 1 : 0;
      stopped += tally.stopped(hour) ? 1 : 0;
    }
    if (expected > 0) {
      write(sink, thing, stream, expected, received, valid, stopped);
    }
  }

  private void write(
      Sink sink, Thing thing, Datastream stream, int expected, int received, int valid, int stopped)
      throws IOException {
    Optional<Rates> rates =
        TransmissionRate.of(
                new Transmission(
                    BigDecimal.valueOf(expected),
                    BigDecimal.valueOf(received),
                    BigDecimal.valueOf(valid),
                    BigDecimal.valueOf(stopped),
                    BigDecimal.ZERO),
                TransmissionRate.USUAL_TARGET)
            .value();
    Said name = chosen.nameOf(stream);
    sink.row(
        List.of(
            Cell.text(thing.name()),
            Cell.text(thing.enterprise()),
            Cell.text(thing.area()),
            Cell.text(stream.code()),
            Cell.said(name.zh(), name.en()),
            Cell.number((long) expected - stopped),
            Cell.number(stopped),
            Cell.number(received),
            Cell.number(valid),
            Cell.computed(rates.map(Rates::transmission)),
            Cell.computed(rates.map(Rates::validity)),
            rates.map(each -> Cell.computed(each.validityOfReceived())).orElse(Cell.blank()),
            Cell.computed(rates.map(Rates::effective)),
            Cell.computed(rates.map(Rates::effectiveOfReceived)),
            rates
                .map(each -> each.compliant() ? Cell.said("是", "yes") : Cell.said("否", "no"))
                .orElse(Cell.said("停运", "stopped"))));
  }
}
