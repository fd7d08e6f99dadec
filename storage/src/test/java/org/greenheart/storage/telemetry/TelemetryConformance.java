// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.greenheart.storage.telemetry.Frames.RECEIVED;
import static org.greenheart.storage.telemetry.Frames.T0;
import static org.greenheart.storage.telemetry.Frames.byHand;
import static org.greenheart.storage.telemetry.Frames.bytes;
import static org.greenheart.storage.telemetry.Frames.computed;
import static org.greenheart.storage.telemetry.Frames.deletes;
import static org.greenheart.storage.telemetry.Frames.field;
import static org.greenheart.storage.telemetry.Frames.frame;
import static org.greenheart.storage.telemetry.Frames.key;
import static org.greenheart.storage.telemetry.Frames.minute;
import static org.greenheart.storage.telemetry.Frames.number;
import static org.greenheart.storage.telemetry.Frames.outcome;
import static org.greenheart.storage.telemetry.Frames.parameters;
import static org.greenheart.storage.telemetry.Frames.row;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.greenheart.storage.Bytes;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Json;
import org.greenheart.storage.Micros;
import org.greenheart.storage.Observation;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.Text;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.Value;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every engine must do; run once for each, and for the one on disk in several states. */
abstract class TelemetryConformance {
  Telemetry telemetry = new MemoryTelemetry();

  abstract Telemetry open(Path folder);

  @BeforeEach
  void openEngine(@TempDir Path folder) {
    telemetry = open(folder);
  }

  @AfterEach
  void closeEngine() {
    telemetry.close();
  }

  Receipt keep(NewArrival arrival) {
    return telemetry.append(arrival).join();
  }

  /** Without waiting: what is kept after it is kept after it. */
  void handOver(NewArrival arrival) {
    var _ = telemetry.append(arrival);
  }

  Observation latest(long datastream) {
    return Objects.requireNonNull(telemetry.latest(List.of(datastream)).get(datastream));
  }

  List<Observation> rows(long datastream, TimeRange range, Order order) {
    try (RowCursor cursor = telemetry.rows(datastream, range, order)) {
      return Frames.list(cursor);
    }
  }

  List<Observation> rows(long datastream) {
    return rows(datastream, TimeRange.ALL, Order.OLDEST_FIRST);
  }

  Observation found(RowKey key) {
    return telemetry.find(key).orElseThrow();
  }

  List<String> results(List<Observation> rows) {
    return rows.stream().map(row -> String.valueOf(row.result())).toList();
  }

  static TimeRange minutes(int from, int to) {
    return TimeRange.of(minute(from), minute(to));
  }

  // Appending and reading back.

  @Test
  void append_frameWithRows_readBackAtOnce() {
    Receipt receipt =
        keep(
            frame(
                "f1",
                row(1, 0, "12.50"),
                new RowChange(
                    key(2, 0), true, new Text("St"), "D", field("min", number("0.1")), false)));

    assertThat(receipt).isEqualTo(new Receipt(1, false, 2));
    assertThat(found(key(1, 0)))
        .isEqualTo(
            new Observation(
                key(1, 0),
                (1L << 32) + seconds(T0),
                number("12.50"),
                RECEIVED,
                "N",
                Map.of(),
                1,
                false));
    assertThat(found(key(2, 0)).result()).isEqualTo(new Text("St"));
    assertThat(found(key(2, 0)).parameters()).containsExactly(Map.entry("min", number("0.1")));
    assertThat(telemetry.arrival(1))
        .contains(
            new Arrival(
                1,
                RECEIVED,
                "hj212:192.0.2.7:40112",
                7,
                bytes("f1"),
                Outcome.DATA,
                List.of(
                    new Arrival.Touched(key(1, 0), false, null),
                    new Arrival.Touched(key(2, 0), false, null)),
                0));
  }

  private static long seconds(Instant time) {
    return time.getEpochSecond() - Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();
  }

  @Test
  void append_everyKindOfValue_isKeptExactly() {
    Map<String, Value> parameters = new LinkedHashMap<>();
    parameters.put("raw", new Decimal(Long.MIN_VALUE, 18));
    parameters.put("total", new Decimal(Long.MAX_VALUE, 0));
    parameters.put("sent", new Text("1e绿"));
    parameters.put("其他", new Json("{\"a\":[1,2]}"));
    parameters.put("min", number("-0.00"));
    RowKey key = key(3, 1);

    keep(frame("f", new RowChange(key, true, new Json("[1]"), null, parameters, false)));
    keep(frame("g", new RowChange(key(3, 2), true, null, "", Map.of(), false)));
    keep(frame("h", new RowChange(key(3, 3), false, null, null, Map.of(), false)));

    Observation row = found(key);
    assertThat(row.result()).isEqualTo(new Json("[1]"));
    assertThat(row.flag()).isNull();
    assertThat(new ArrayList<>(row.parameters().entrySet()))
        .isEqualTo(new ArrayList<>(parameters.entrySet()));
    assertThat(found(key(3, 2)).result()).isNull();
    assertThat(found(key(3, 2)).flag()).isEmpty();
    assertThat(found(key(3, 3)).result()).isNull();
    assertThat(rows(3)).hasSize(3);
  }

  @Test
  void append_rowTwiceWithOtherFields_mergesFieldByField() {
    keep(frame("f1", row(1, 0, "1.0")));
    NewArrival second =
        frame(7, RECEIVED.plusSeconds(5), "f2", parameters(key(1, 0), field("min", number("0.5"))));

    assertThat(keep(second)).isEqualTo(new Receipt(2, false, 1));

    Observation row = found(key(1, 0));
    assertThat(row.result()).isEqualTo(number("1.0"));
    assertThat(row.flag()).isEqualTo("N");
    assertThat(row.parameters()).containsEntry("min", number("0.5"));
    assertThat(row.arrival()).isEqualTo(2);
    assertThat(row.resultTime()).isEqualTo(RECEIVED.plusSeconds(5));
    assertThat(telemetry.arrival(2).orElseThrow().rows())
        .containsExactly(new Arrival.Touched(key(1, 0), false, null));
    assertThat(telemetry.count(1, TimeRange.ALL)).isEqualTo(1);
  }

  @Test
  void append_valueReplaced_keepsOldRowInArrival() {
    keep(frame("f1", row(1, 0, "1.0")));
    Observation old = found(key(1, 0));

    keep(frame("f2", row(1, 0, "1.00")));

    assertThat(found(key(1, 0)).result()).isEqualTo(number("1.00"));
    assertThat(telemetry.arrival(2).orElseThrow().rows())
        .containsExactly(new Arrival.Touched(key(1, 0), false, old));
  }

  @Test
  void append_sameRowTwiceInOneArrival_countsOnce() {
    Receipt receipt =
        keep(
            frame(
                "f1",
                row(1, 0, "1.0"),
                parameters(key(1, 0), field("max", number("2"))),
                row(1, 0, "1.5")));

    assertThat(receipt.changed()).isEqualTo(1);
    assertThat(found(key(1, 0)).result()).isEqualTo(number("1.5"));
    assertThat(found(key(1, 0)).parameters()).containsEntry("max", number("2"));
    assertThat(telemetry.arrival(1).orElseThrow().rows())
        .containsExactly(new Arrival.Touched(key(1, 0), false, null));
  }

  @Test
  void append_resultCarriedAsNull_replacesResult() {
    keep(frame("f1", row(1, 0, "1.0")));

    keep(frame("f2", RowChange.of(key(1, 0), null, "D")));

    assertThat(found(key(1, 0)).result()).isNull();
    assertThat(found(key(1, 0)).flag()).isEqualTo("D");
  }

  @Test
  void append_rowThatComesOutEqual_keepsItsArrival() {
    keep(frame("f1", row(1, 0, "1.0")));

    Receipt receipt =
        keep(frame(7, RECEIVED.plusSeconds(9), "f2", row(1, 0, "1.0"), row(1, 1, "2.0")));

    assertThat(receipt).isEqualTo(new Receipt(2, false, 1));
    assertThat(found(key(1, 0)).arrival()).isEqualTo(1);
    assertThat(found(key(1, 0)).resultTime()).isEqualTo(RECEIVED);
    assertThat(telemetry.arrival(2).orElseThrow().rows())
        .containsExactly(new Arrival.Touched(key(1, 1), false, null));
  }

  @Test
  void append_personCorrectsDeviceRow_marksItForGood() {
    keep(frame("f1", row(1, 0, "1.0")));

    keep(byHand(key(1, 0), number("9.9")));
    keep(frame("f2", row(1, 0, "1.1")));

    assertThat(found(key(1, 0)).byHand()).isTrue();
    assertThat(found(key(1, 0)).result()).isEqualTo(number("1.1"));
    assertThat(telemetry.arrival(2).orElseThrow().rows().getFirst().old()).isNotNull();
  }

  @Test
  void append_receivedFinerThanMilliseconds_isCut() {
    keep(frame(7, RECEIVED.plusNanos(999_999), "f1", row(1, 0, "1")));

    assertThat(found(key(1, 0)).resultTime()).isEqualTo(RECEIVED);
    assertThat(telemetry.arrival(1).orElseThrow().received()).isEqualTo(RECEIVED);
  }

  @Test
  void append_manyAtOnce_numbersInOrderOfHandingOver() {
    List<CompletableFuture<Receipt>> futures =
        IntStream.range(0, 500)
            .mapToObj(i -> telemetry.append(frame("f" + i, row(1, i, "" + i))))
            .toList();

    assertThat(futures.stream().map(future -> future.join().arrival()))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 500).mapToObj(i -> (long) i).toList());
    assertThat(telemetry.lastArrival()).isEqualTo(500);
    assertThat(results(rows(1))).hasSize(500).startsWith("0", "1").endsWith("499");
  }

  @Test
  void append_sameRowManyTimesAtOnce_lastWriteWins() {
    List<CompletableFuture<Receipt>> futures =
        IntStream.range(0, 200)
            .mapToObj(i -> telemetry.append(frame("f" + i, row(1, i % 3, "" + i))))
            .toList();
    futures.forEach(CompletableFuture::join);

    assertThat(results(rows(1))).containsExactly("198", "199", "197");
    assertThat(telemetry.summary(1).count()).isEqualTo(3);
    assertThat(latest(1)).isEqualTo(found(key(1, 2)));
  }

  // Repeats.

  @Test
  void append_sameBytesAgain_isRepeatOfFirst() {
    keep(frame("f1", row(1, 0, "1.0")));
    keep(frame("f2", row(1, 1, "1.0")));

    assertThat(keep(frame(7, RECEIVED.plusSeconds(99), "f1", row(1, 0, "1.0"))))
        .isEqualTo(new Receipt(1, true, 0));
    assertThat(telemetry.lastArrival()).isEqualTo(2);
    assertThat(telemetry.arrivals(7, Long.MAX_VALUE, 10)).hasSize(2);
  }

  @Test
  void append_sameBytesAtOnce_isRepeatOfFirst() {
    List<CompletableFuture<Receipt>> futures =
        IntStream.range(0, 50)
            .mapToObj(i -> telemetry.append(frame("f" + i / 10, row(1, i / 10, "1"))))
            .toList();

    assertThat(futures.stream().filter(future -> future.join().repeat())).hasSize(45);
    assertThat(telemetry.lastArrival()).isEqualTo(5);
  }

  @Test
  void append_sameBytesWithoutRows_isRepeat() {
    keep(outcome(Outcome.EVENT, 7, "event"));

    assertThat(keep(outcome(Outcome.EVENT, 7, "event"))).isEqualTo(new Receipt(1, true, 0));
    assertThat(keep(outcome(Outcome.EVENT, 8, "event")).arrival()).isEqualTo(2);
    assertThat(keep(outcome(Outcome.UNREADABLE, 7, "event")).arrival()).isEqualTo(3);
  }

  @Test
  void append_repeatAfterCorrection_doesNotUndoIt() {
    keep(frame("f1", row(1, 0, "1.0")));
    keep(frame("f2", row(1, 0, "2.0")));

    assertThat(keep(frame("f1", row(1, 0, "1.0"))).repeat()).isTrue();
    assertThat(found(key(1, 0)).result()).isEqualTo(number("2.0"));
  }

  @Test
  void append_repeatAfterRowsWereDeleted_writesThemAgain() {
    keep(frame("f1", row(1, 0, "1.0")));
    keep(deletes(key(1, 0)));

    assertThat(keep(frame("f1", row(1, 0, "1.0")))).isEqualTo(new Receipt(3, false, 1));
    assertThat(telemetry.find(key(1, 0))).isPresent();
  }

  @Test
  void append_repeatLongAfter_isFoundByItsRows() {
    keep(frame("f1", row(1, 0, "1.0"), row(2, 0, "2.0")));
    for (int i = 1; i <= 2 * Telemetry.REPEAT_WINDOW; i++) {
      keep(frame("g" + i, row(1, i, "1.0")));
    }

    assertThat(keep(frame("f1", row(1, 0, "1.0"), row(2, 0, "2.0"))))
        .isEqualTo(new Receipt(1, true, 0));
  }

  @Test
  void append_otherBytesWithEqualRows_isKeptWithoutRows() {
    keep(frame("f1", row(1, 0, "1.0")));

    assertThat(keep(frame("f2", row(1, 0, "1.0")))).isEqualTo(new Receipt(2, false, 0));
    assertThat(telemetry.arrival(2).orElseThrow().rows()).isEmpty();
    assertThat(found(key(1, 0)).arrival()).isEqualTo(1);
  }

  @Test
  void append_pendingFrameReadAgainAfterAcceptance_isKeptOnce() {
    keep(outcome(Outcome.PENDING, 7, "f1"));
    NewArrival again =
        new NewArrival(
            RECEIVED,
            "accepted",
            7,
            bytes("f1"),
            Outcome.DATA,
            List.of(row(1, 0, "1.0")),
            List.of(),
            1);

    assertThat(keep(again)).isEqualTo(new Receipt(2, false, 1));
    assertThat(keep(again)).isEqualTo(new Receipt(2, true, 0));
    assertThat(telemetry.arrival(2).orElseThrow().replays()).isEqualTo(1);
    assertThat(keep(frame("f1", row(1, 0, "1.0")))).isEqualTo(new Receipt(2, true, 0));
  }

  @Test
  void append_refusedFrameAcceptedLater_isWritten() {
    keep(outcome(Outcome.REFUSED, 7, "f1"));

    assertThat(keep(frame("f1", row(1, 0, "1.0")))).isEqualTo(new Receipt(2, false, 1));
  }

  @Test
  void append_computedRowsAgain_writesNothing() {
    keep(computed(row(1, 0, "1.0"), row(1, 1, "2.0")));

    assertThat(keep(computed(row(1, 0, "1.0"), row(1, 1, "2.0"))))
        .isEqualTo(new Receipt(1, true, 0));
    assertThat(keep(deletes(key(1, 9)))).isEqualTo(new Receipt(0, true, 0));
    assertThat(telemetry.lastArrival()).isEqualTo(1);
  }

  // Order of time, ranges, latest.

  @Test
  void rows_outOfOrder_readInOrderBothWays() {
    for (int minute : new int[] {5, 1, 9, 3, 7}) {
      keep(frame("f" + minute, row(1, minute, "" + minute)));
    }

    assertThat(results(rows(1))).containsExactly("1", "3", "5", "7", "9");
    assertThat(results(rows(1, TimeRange.ALL, Order.NEWEST_FIRST)))
        .containsExactly("9", "7", "5", "3", "1");
    assertThat(latest(1)).isEqualTo(found(key(1, 9)));
  }

  @Test
  void rows_rangeEdges_fromInclusiveToExclusive() {
    for (int minute = 0; minute < 10; minute++) {
      keep(frame("f" + minute, row(1, minute, "" + minute), row(2, minute, "2")));
    }

    assertThat(results(rows(1, minutes(3, 6), Order.OLDEST_FIRST))).containsExactly("3", "4", "5");
    assertThat(results(rows(1, minutes(3, 6), Order.NEWEST_FIRST))).containsExactly("5", "4", "3");
    assertThat(rows(1, minutes(6, 6), Order.OLDEST_FIRST)).isEmpty();
    assertThat(rows(1, minutes(6, 3), Order.NEWEST_FIRST)).isEmpty();
    assertThat(rows(1, minutes(10, 20), Order.OLDEST_FIRST)).isEmpty();
    assertThat(rows(3)).isEmpty();
    assertThat(telemetry.count(1, minutes(3, 6))).isEqualTo(3);
    assertThat(telemetry.count(1, minutes(-5, 1))).isEqualTo(1);
    assertThat(telemetry.count(1, minutes(6, 3))).isZero();
    assertThat(telemetry.count(1, TimeRange.ALL)).isEqualTo(10);
    assertThat(telemetry.count(3, TimeRange.ALL)).isZero();
  }

  @Test
  void rows_numberThatNoDatastreamHas_isRefused() {
    keep(frame("f1", row(1, 0, "1")));

    assertThatThrownBy(() -> rows((1L << 32) + 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> telemetry.summary(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void rows_sameStartDifferentNumbers_allKeptInOrderOfNumber() {
    long first = telemetry.nextNumber();
    long second = telemetry.nextNumber();
    Instant start = minute(0);
    RowKey numbered = new RowKey(1, Micros.of(start), first);
    RowKey later = new RowKey(1, Micros.of(start), second);

    keep(byHand(later, number("3")));
    keep(byHand(numbered, number("2")));
    keep(frame("f1", row(1, 0, "1")));

    assertThat(second).isGreaterThan(first);
    assertThat(results(rows(1))).containsExactly("1", "2", "3");
    assertThat(results(rows(1, TimeRange.ALL, Order.NEWEST_FIRST))).containsExactly("3", "2", "1");
    assertThat(telemetry.count(1, minutes(0, 1))).isEqualTo(3);
    assertThat(latest(1)).isEqualTo(found(later));
  }

  @Test
  void rows_timesBefore1970AndBetweenSeconds_keepTheirOrder() {
    RowKey early = new RowKey(1, -1_500_000, 0);
    RowKey odd = new RowKey(1, 1, 0);
    keep(frame("f1", RowChange.of(odd, number("2"), null)));
    keep(frame("f2", RowChange.of(early, number("1"), null)));
    keep(frame("f3", row(1, 0, "3")));

    assertThat(results(rows(1))).containsExactly("1", "2", "3");
    assertThat(results(rows(1, new TimeRange(-1_500_000, 1), Order.OLDEST_FIRST)))
        .containsExactly("1");
    assertThat(telemetry.summary(1).firstMicros()).isEqualTo(-1_500_000);
  }

  @Test
  void rows_cursorOpenDuringWrites_showsOneView() {
    for (int minute = 0; minute < 3000; minute++) {
      handOver(frame("f" + minute, row(1, minute, "1")));
    }
    keep(frame("last", row(2, 0, "1")));

    try (RowCursor cursor = telemetry.rows(1, TimeRange.ALL, Order.OLDEST_FIRST)) {
      Observation first = cursor.next();
      keep(frame("later", row(1, 2000, "2"), row(1, 3000, "1")));
      keep(deletes(key(1, 2500)));
      List<Observation> rest = Frames.list(cursor);

      assertThat(first.key()).isEqualTo(key(1, 0));
      assertThat(rest).hasSize(2999).allMatch(row -> number("1").equals(row.result()));
    }
    assertThat(rows(1)).hasSize(3000);
  }

  @Test
  void latest_manyDatastreams_leavesOutTheEmpty() {
    keep(frame("f1", row(1, 0, "1"), row(2, 5, "2"), row(2, 4, "3")));

    Map<Long, Observation> latest = telemetry.latest(List.of(1L, 2L, 3L));

    assertThat(latest.keySet()).containsExactlyInAnyOrder(1L, 2L);
    assertThat(latest.get(2L)).isEqualTo(found(key(2, 5)));
    assertThat(telemetry.latest(List.of())).isEmpty();
  }

  @Test
  void latest_newestRowMerged_showsTheMergedRow() {
    keep(frame("f1", row(1, 5, "1")));
    keep(frame("f2", parameters(key(1, 5), field("min", number("0")))));
    keep(frame("f3", row(1, 4, "0")));

    assertThat(latest(1)).isEqualTo(found(key(1, 5)));
    assertThat(latest(1).parameters()).containsKey("min");
  }

  @Test
  void summary_followsEveryChange() {
    assertThat(telemetry.summary(1)).isEqualTo(Summary.EMPTY);

    keep(frame(7, RECEIVED, "f1", row(1, 5, "1")));
    keep(frame(7, RECEIVED.plusSeconds(60), "f2", row(1, 3, "1"), row(1, 9, "1")));
    assertThat(telemetry.summary(1))
        .isEqualTo(
            new Summary(
                3,
                key(1, 3).startMicros(),
                key(1, 9).startMicros(),
                RECEIVED,
                RECEIVED.plusSeconds(60)));

    keep(deletes(key(1, 3), key(1, 9)));
    assertThat(telemetry.summary(1))
        .isEqualTo(
            new Summary(
                1,
                key(1, 5).startMicros(),
                key(1, 5).startMicros(),
                RECEIVED,
                RECEIVED.plusSeconds(60)));

    keep(deletes(key(1, 5)));
    assertThat(telemetry.summary(1)).isEqualTo(Summary.EMPTY);
    assertThat(telemetry.latest(List.of(1L))).isEmpty();

    keep(frame(7, RECEIVED.plusSeconds(70), "f3", row(1, 1, "1")));
    assertThat(telemetry.summary(1).firstResultTime()).isEqualTo(RECEIVED.plusSeconds(70));
  }

  // Deleting.

  @Test
  void delete_newestRow_latestFallsBack() {
    for (int minute = 0; minute < 5; minute++) {
      keep(frame("f" + minute, row(1, minute, "" + minute)));
    }

    Observation gone = found(key(1, 4));
    assertThat(keep(deletes(key(1, 4), key(1, 3), key(1, 77)))).isEqualTo(new Receipt(6, false, 2));

    assertThat(latest(1)).isEqualTo(found(key(1, 2)));
    assertThat(results(rows(1))).containsExactly("0", "1", "2");
    assertThat(telemetry.count(1, minutes(2, 10))).isEqualTo(1);
    assertThat(telemetry.arrival(6).orElseThrow().rows().getFirst())
        .isEqualTo(new Arrival.Touched(key(1, 4), true, gone));
  }

  @Test
  void delete_andWriteOfTheSameRow_replacesItWhole() {
    keep(
        frame(
            "f1",
            new RowChange(key(1, 0), true, number("1"), "N", field("min", number("0")), false)));
    NewArrival replace =
        new NewArrival(
            RECEIVED,
            "api",
            0,
            Bytes.EMPTY,
            Outcome.BY_HAND,
            List.of(RowChange.of(key(1, 0), number("5"), null)),
            List.of(key(1, 0)),
            0);

    keep(replace);

    assertThat(found(key(1, 0)).parameters()).isEmpty();
    assertThat(found(key(1, 0)).flag()).isNull();
    assertThat(telemetry.count(1, TimeRange.ALL)).isEqualTo(1);
    assertThat(telemetry.arrival(2).orElseThrow().rows()).hasSize(1);
  }

  @Test
  void delete_thenWrittenAgain_countsStayExact() {
    for (int round = 0; round < 3; round++) {
      keep(frame("f" + round, row(1, 0, "" + round), row(1, 1, "1")));
      assertThat(telemetry.count(1, TimeRange.ALL)).isEqualTo(2);
      keep(deletes(key(1, 0)));
      assertThat(telemetry.count(1, TimeRange.ALL)).isEqualTo(1);
      assertThat(telemetry.count(1, minutes(0, 1))).isZero();
      assertThat(telemetry.find(key(1, 0))).isEmpty();
    }
  }

  @Test
  void drop_datastream_fencesIt() {
    RowKey odd = new RowKey(1, Micros.of(T0) + 1, 0);
    keep(frame("f1", row(1, 0, "1"), row(2, 0, "1"), RowChange.of(odd, number("1"), null)));
    long oddId = found(odd).id();

    telemetry.drop(1).join();
    telemetry.drop(1).join();
    Receipt later = keep(frame("f2", row(1, 1, "1"), row(2, 1, "1")));

    assertThat(rows(1)).isEmpty();
    assertThat(telemetry.summary(1)).isEqualTo(Summary.EMPTY);
    assertThat(telemetry.latest(List.of(1L))).isEmpty();
    assertThat(telemetry.findById(oddId)).isEmpty();
    assertThat(telemetry.find(key(1, 0))).isEmpty();
    assertThat(later.changed()).isEqualTo(1);
    assertThat(rows(2)).hasSize(2);
    assertThat(telemetry.arrival(1)).isPresent();
  }

  // Ids.

  @Test
  void findById_deviceRowOnWholeSecond_hasNaturalId() {
    RowKey last = new RowKey((1 << 20) - 1, micros("2135-12-31T23:59:59Z"), 0);
    keep(frame("f1", row(5, 0, "1"), RowChange.of(last, number("2"), null)));

    long id = (5L << 32) + seconds(minute(0));
    assertThat(telemetry.findById(id)).contains(found(key(5, 0)));
    assertThat(found(last).id()).isLessThan(1L << 52);
    assertThat(telemetry.findById(found(last).id())).contains(found(last));
    assertThat(telemetry.findById(id + 1)).isEmpty();
    assertThat(telemetry.findById(0)).isEmpty();
    assertThat(telemetry.findById(-1)).isEmpty();
    assertThat(telemetry.findById(Long.MAX_VALUE)).isEmpty();
  }

  @Test
  void findById_anyOtherRow_hasIdOfTheSequence() {
    List<RowKey> keys =
        List.of(
            new RowKey(1, micros("2026-01-01T00:00:00Z") + 1, 0),
            new RowKey(1, micros("1999-12-31T23:59:59Z"), 0),
            new RowKey(1, micros("2136-01-01T00:00:00Z"), 0),
            new RowKey(1 << 20, micros("2026-01-01T00:00:00Z"), 0),
            new RowKey(0xFFFF_FFFFL, micros("2026-01-01T00:00:00Z"), 0),
            new RowKey(1, micros("2026-01-01T00:00:00Z"), telemetry.nextNumber()));
    for (RowKey key : keys) {
      keep(frame("f" + key, RowChange.of(key, number("1"), null)));
    }

    List<Long> ids = keys.stream().map(key -> found(key).id()).toList();
    assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id >= 1L << 52 && id < 1L << 53);
    for (RowKey key : keys) {
      assertThat(telemetry.findById(found(key).id())).contains(found(key));
    }
    RowKey numbered = keys.getLast();
    assertThat(found(numbered).id()).isEqualTo((1L << 52) + numbered.n());
  }

  @Test
  void findById_oddRow_keepsItsIdUntilDeleted() {
    RowKey odd = new RowKey(1, Micros.of(T0) + 1, 0);
    keep(frame("f1", RowChange.of(odd, number("1"), null)));
    long id = found(odd).id();

    keep(frame("f2", RowChange.of(odd, number("2"), null)));
    assertThat(found(odd).id()).isEqualTo(id);
    assertThat(latest(1).id()).isEqualTo(id);

    keep(deletes(odd));
    assertThat(telemetry.findById(id)).isEmpty();
    keep(frame("f3", RowChange.of(odd, number("3"), null)));
    assertThat(found(odd).id()).isNotEqualTo(id);
    assertThat(telemetry.findById(id)).isEmpty();
  }

  @Test
  void append_numberOfAnotherRow_isRefusedAlone() {
    long n = telemetry.nextNumber();
    keep(byHand(new RowKey(1, 0, n), number("1")));

    CompletableFuture<Receipt> taken =
        telemetry.append(byHand(new RowKey(1, 1_000_000, n), number("2")));
    CompletableFuture<Receipt> next = telemetry.append(frame("f1", row(1, 0, "1")));

    assertThatThrownBy(taken::get)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            TelemetryException.class,
            e -> assertThat(e.code()).isEqualTo(TelemetryException.Code.REFUSED))
        .hasMessageContaining("n (" + n + ")");
    assertThat(next.join()).isEqualTo(new Receipt(2, false, 1));
    assertThat(telemetry.find(new RowKey(1, 1_000_000, n))).isEmpty();
  }

  @Test
  void append_rowMovedToAnotherTime_takesItsIdAlong() {
    long n = telemetry.nextNumber();
    RowKey from = new RowKey(1, 0, n);
    RowKey to = new RowKey(1, 1_000_000, n);
    keep(byHand(from, number("1")));
    long id = found(from).id();

    keep(
        new NewArrival(
            RECEIVED,
            "api",
            0,
            Bytes.EMPTY,
            Outcome.BY_HAND,
            List.of(RowChange.of(to, number("1"), null)),
            List.of(from),
            0));

    assertThat(telemetry.findById(id)).contains(found(to));
    assertThat(telemetry.find(from)).isEmpty();
  }

  @Test
  void append_numberNeverGiven_movesTheSequencePast() {
    keep(byHand(new RowKey(1, 0, 5000), number("1")));

    assertThat(telemetry.nextNumber()).isGreaterThan(5000);
  }

  private static long micros(String time) {
    return Micros.of(Instant.parse(time));
  }

  // Aggregates.

  @Test
  void aggregate_byHour_isExact() {
    for (int minute = 0; minute < 180; minute++) {
      String value = minute % 60 == 30 ? "100.5" : minute + "." + (minute % 10) + "0";
      handOver(frame("f" + minute, row(1, minute, value)));
    }
    keep(frame("text", RowChange.of(key(1, 180), new Text("St"), null)));
    keep(frame("none", RowChange.of(key(1, 181), null, null)));

    List<Bucket> buckets =
        telemetry.aggregate(1, minutes(30, 500), Duration.ofHours(1), Micros.of(T0));

    assertThat(buckets).hasSize(3);
    assertThat(buckets.get(0).count()).isEqualTo(30);
    assertThat(buckets.get(0).startMicros()).isEqualTo(Micros.of(T0));
    assertThat(buckets.get(1))
        .isEqualTo(
            new Bucket(
                Micros.of(minute(60)), 60, number("60.00"), number("119.90"), exactSum(60, 120)));
    assertThat(buckets.get(2).startMicros()).isEqualTo(Micros.of(minute(120)));
  }

  private static BigDecimal exactSum(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(
            minute ->
                new BigDecimal(minute % 60 == 30 ? "100.5" : minute + "." + (minute % 10) + "0"))
        .reduce(BigDecimal::add)
        .orElseThrow();
  }

  @Test
  void aggregate_extremeNumbersAndScales_doesNotOverflow() {
    keep(
        frame(
            "f1",
            RowChange.of(key(1, 0), new Decimal(Long.MAX_VALUE, 0), null),
            RowChange.of(key(1, 1), new Decimal(Long.MAX_VALUE, 0), null),
            RowChange.of(key(1, 2), new Decimal(Long.MIN_VALUE, 18), null),
            RowChange.of(key(1, 3), number("12.50"), null),
            RowChange.of(key(1, 4), number("12.5"), null)));

    List<Bucket> all = telemetry.aggregate(1, TimeRange.ALL, Duration.ofDays(1), 0);
    BigDecimal sum =
        rows(1).stream()
            .map(row -> ((Decimal) Objects.requireNonNull(row.result())).toBigDecimal())
            .reduce(BigDecimal::add)
            .orElseThrow();
    assertThat(all)
        .containsExactly(
            new Bucket(
                Micros.of(T0),
                5,
                new Decimal(Long.MIN_VALUE, 18),
                new Decimal(Long.MAX_VALUE, 0),
                sum));
    assertThat(telemetry.aggregate(1, minutes(3, 5), Duration.ofDays(1), 0).getFirst().min())
        .isEqualTo(number("12.50"));
  }

  @Test
  void aggregate_widthBelowOneSecond_isRefused() {
    assertThatThrownBy(() -> telemetry.aggregate(1, TimeRange.ALL, Duration.ofMillis(999), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PT0.999S");
  }

  @Test
  void flags_ofNeighbouringRows_areRunsThatARowWithoutAFlagEnds() {
    keep(
        frame(
            "f1",
            RowChange.of(key(1, 0), number("1"), "N"),
            RowChange.of(key(1, 1), number("1"), "C"),
            RowChange.of(key(1, 2), number("1"), "C"),
            RowChange.of(key(1, 4), number("1"), null),
            RowChange.of(key(1, 5), number("1"), "C"),
            RowChange.of(key(1, 9), number("1"), "D")));

    assertThat(telemetry.flags(1, minutes(1, 9)))
        .containsExactly(
            new FlagRun(Micros.of(minute(1)), Micros.of(minute(2)), "C"),
            new FlagRun(Micros.of(minute(5)), Micros.of(minute(5)), "C"));
    assertThat(telemetry.flags(1, TimeRange.ALL)).hasSize(4);
    assertThat(telemetry.flags(2, TimeRange.ALL)).isEmpty();
  }

  // The feed.

  @Test
  void follow_fromAPosition_bringsRowsAsTheyAreLeft() {
    keep(frame("f1", row(1, 0, "1.0"), row(2, 0, "2.0")));
    keep(deletes(key(2, 0)));
    keep(frame("f3", row(1, 1, "3.0")));

    List<FedArrival> fed = telemetry.follow(0, 10, datastream -> true);

    assertThat(fed).extracting(FedArrival::arrival).isEqualTo(telemetry.feed(0, 10));
    assertThat(fed.get(0).rows().getFirst()).isEqualTo(found(key(1, 0)));
    assertThat(fed.get(1).rows()).containsExactly((Observation) null);
    assertThat(fed.get(2).rows()).containsExactly(found(key(1, 1)));
    assertThat(telemetry.follow(2, 10, datastream -> true)).isEqualTo(fed.subList(2, 3));
    assertThat(telemetry.follow(3, 10, datastream -> true)).isEmpty();
  }

  @Test
  void feed_fromAPosition_givesArrivalsInOrder() {
    for (int i = 1; i <= 10; i++) {
      keep(frame("f" + i, row(1, i, "1")));
    }

    assertThat(telemetry.feed(0, 3)).extracting(Arrival::number).containsExactly(1L, 2L, 3L);
    assertThat(telemetry.feed(7, 100)).extracting(Arrival::number).containsExactly(8L, 9L, 10L);
    assertThat(telemetry.feed(10, 100)).isEmpty();
    assertThat(telemetry.arrival(11)).isEmpty();
  }

  @Test
  void arrivals_ofADevice_newestFirst() {
    for (int i = 1; i <= 10; i++) {
      keep(frame(i % 2, RECEIVED, "f" + i, row(1, i, "1")));
    }

    assertThat(telemetry.arrivals(1, Long.MAX_VALUE, 2))
        .extracting(Arrival::number)
        .containsExactly(9L, 7L);
    assertThat(telemetry.arrivals(1, 7, 100))
        .extracting(Arrival::number)
        .containsExactly(5L, 3L, 1L);
    assertThat(telemetry.arrivals(3, Long.MAX_VALUE, 2)).isEmpty();
    assertThat(telemetry.arrivals(1, 1, 2)).isEmpty();
    assertThat(telemetry.arrivals(1, 0, 2)).isEmpty();
  }

  @Test
  void awaitArrival_wakesWhenOneComes() throws Exception {
    assertThat(telemetry.awaitArrival(0, Duration.ZERO)).isFalse();
    CompletableFuture<Boolean> waiting =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return telemetry.awaitArrival(0, Duration.ofSeconds(30));
              } catch (InterruptedException e) {
                return false;
              }
            });

    keep(frame("f1", row(1, 0, "1")));

    assertThat(waiting.get()).isTrue();
    assertThat(telemetry.feed(0, 1)).hasSize(1);
    assertThat(telemetry.awaitArrival(1, Duration.ofMillis(1))).isFalse();
  }

  // Another store decides.

  @Test
  void apply_sameOutboxNumberTwice_changesOnce() {
    NewArrival decision = byHand(key(1, 0), number("5"));

    assertThat(telemetry.apply(1, decision).join()).isEqualTo(new Receipt(1, false, 1));
    keep(frame("f1", row(1, 0, "3")));
    assertThat(telemetry.apply(1, decision).join()).isEqualTo(new Receipt(1, true, 0));

    assertThat(found(key(1, 0)).result()).isEqualTo(number("3"));
    assertThat(telemetry.lastArrival()).isEqualTo(2);
    assertThat(telemetry.apply(2, decision).join().changed()).isEqualTo(1);
    assertThat(found(key(1, 0)).result()).isEqualTo(number("5"));
  }

  @Test
  void apply_deletesAndRowsWithFixedIds_replayedInOrder_changesNothing() {
    long n = telemetry.nextNumber();
    RowKey made = new RowKey(1, Micros.of(minute(1)), n);
    keep(frame("f1", row(1, 0, "1"), row(1, 2, "2")));
    List<NewArrival> outbox =
        List.of(byHand(made, number("7")), deletes(key(1, 0)), byHand(key(1, 0), number("8")));

    List<Observation> after = new ArrayList<>();
    for (int replay = 0; replay < 2; replay++) {
      for (int i = 0; i < outbox.size(); i++) {
        telemetry.apply(i + 1, outbox.get(i)).join();
      }
      if (replay == 0) {
        after.addAll(rows(1));
      }
    }

    assertThat(rows(1)).isEqualTo(after).hasSize(3);
    assertThat(telemetry.lastArrival()).isEqualTo(4);
    assertThat(telemetry.findById((1L << 52) + n)).contains(found(made));
  }

  @Test
  void apply_sameOutboxNumberAtOnce_changesOnce() {
    CompletableFuture<Receipt> first = telemetry.apply(9, byHand(key(1, 0), number("5")));
    CompletableFuture<Receipt> second = telemetry.apply(9, byHand(key(1, 0), number("5")));

    assertThat(first.join().repeat()).isFalse();
    assertThat(second.join()).isEqualTo(new Receipt(1, true, 0));
  }

  // Retention.

  @Test
  void expireRows_oldOnes_goExactly() {
    for (int minute = 0; minute < 100; minute++) {
      handOver(frame("f" + minute, row(1, minute, "" + minute), row(2, minute, "1")));
    }
    keep(byHand(key(1, 10), number("0.5")));

    long gone = telemetry.expireRows(1, Micros.of(minute(50)), List.of(minutes(20, 22)));

    assertThat(gone).isEqualTo(47);
    assertThat(rows(1))
        .extracting(Observation::key)
        .startsWith(key(1, 10), key(1, 20), key(1, 21), key(1, 50))
        .hasSize(53);
    assertThat(telemetry.summary(1).count()).isEqualTo(53);
    assertThat(telemetry.summary(1).firstMicros()).isEqualTo(key(1, 10).startMicros());
    assertThat(telemetry.count(1, minutes(0, 60))).isEqualTo(13);
    assertThat(rows(2)).hasSize(100);
    assertThat(telemetry.expireRows(1, Micros.of(minute(50)), List.of(minutes(20, 22)))).isZero();
  }

  @Test
  void expireRows_all_leavesNothing() {
    RowKey odd = new RowKey(1, Micros.of(T0) + 1, 0);
    keep(frame("f", row(1, 0, "1"), RowChange.of(odd, number("1"), null), row(1, 1, "1")));
    long id = found(odd).id();

    assertThat(telemetry.expireRows(1, Long.MAX_VALUE, List.of())).isEqualTo(3);

    assertThat(telemetry.summary(1)).isEqualTo(Summary.EMPTY);
    assertThat(telemetry.latest(List.of(1L))).isEmpty();
    assertThat(telemetry.findById(id)).isEmpty();
    assertThat(keep(frame("g", row(1, 0, "1"))).changed()).isEqualTo(1);
    assertThat(telemetry.summary(1).count()).isEqualTo(1);
  }

  @Test
  void expireArrivals_oldOnes_goUpToTheSlowestReader() {
    for (int i = 1; i <= 10; i++) {
      keep(frame(7, minute(i), "f" + i, row(1, i, "1")));
    }
    keep(byHand(key(1, 2), number("3")));

    long gone = telemetry.expireArrivals(minute(9), 6, arrival -> arrival.number() == 3);

    assertThat(gone).isEqualTo(5);
    assertThat(telemetry.feed(0, 100))
        .extracting(Arrival::number)
        .containsExactly(3L, 7L, 8L, 9L, 10L, 11L);
    assertThat(telemetry.arrivals(7, Long.MAX_VALUE, 100))
        .extracting(Arrival::number)
        .containsExactly(10L, 9L, 8L, 7L, 3L);
    assertThat(telemetry.arrivalsExpiredBefore()).contains(minute(9));
    assertThat(rows(1)).hasSize(10);
    assertThat(telemetry.expireArrivals(minute(99), Long.MAX_VALUE, arrival -> false)).isEqualTo(5);
    assertThat(telemetry.feed(0, 100)).extracting(Arrival::number).containsExactly(11L);
    assertThat(keep(frame("g", row(1, 1, "5"))).arrival()).isEqualTo(12);
  }

  @Test
  void append_repeatOfAnOlderFrameThatIsAmongTheLastLeft_isFound() {
    keep(frame(7, minute(50), "first"));
    for (int i = 1; i <= 40; i++) {
      keep(frame(7, minute(i <= 20 ? i : 50), "f" + i));
    }
    assertThat(telemetry.expireArrivals(minute(40), Long.MAX_VALUE, _ -> false)).isEqualTo(20);

    assertThat(keep(frame(7, minute(51), "first")).repeat()).isTrue();
  }

  @Test
  void append_refusedFrames_onlyTheNewestAreKept() {
    keep(frame("f1", row(1, 0, "1")));
    String large = "x".repeat((int) (Telemetry.REFUSED_BYTES / 4));
    for (int i = 0; i < 6; i++) {
      keep(outcome(i % 2 == 0 ? Outcome.REFUSED : Outcome.UNREADABLE, 0, i + large));
    }

    assertThat(telemetry.feed(0, 100)).extracting(Arrival::number).containsExactly(1L, 5L, 6L, 7L);
    assertThat(telemetry.arrivals(0, Long.MAX_VALUE, 100)).hasSize(3);
  }

  @Test
  void append_afterClose_fails() {
    keep(frame("f1", row(1, 0, "1")));
    telemetry.close();

    assertThatThrownBy(() -> telemetry.append(frame("f2", row(1, 1, "1"))).get())
        .hasCauseInstanceOf(TelemetryException.class);
  }
}
