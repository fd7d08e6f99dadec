// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Json;
import org.greenheart.storage.Observation;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.Text;
import org.greenheart.storage.Value;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ChunkTest {
  private static final String[] NAMES = {"min", "max", "total", "makerFlag", "其他"};

  private static @Nullable Value anyValue(Random random) {
    return switch (random.nextInt(9)) {
      case 0 -> null;
      case 1 -> new Text("t" + random.nextInt(3));
      case 2 -> new Json("{}");
      case 3 -> new Decimal(random.nextLong(), random.nextInt(19));
      case 4 -> new Decimal(0, random.nextInt(4));
      default -> new Decimal(random.nextInt(20_000) - 100, 2);
    };
  }

  private static List<Observation> anyRows(Random random) {
    TreeMap<RowKey, Observation> rows = new TreeMap<>();
    long start = random.nextLong(-1L << 50, 1L << 50);
    long unit = random.nextBoolean() ? 60_000_000L : 1;
    int count = 1 + random.nextInt(400);
    boolean mixed = random.nextBoolean();
    for (int i = 0; i < count; i++) {
      start += unit * (random.nextInt(20) == 0 ? random.nextInt(1000) : 1);
      RowKey key = new RowKey(9, start, random.nextInt(10) == 0 ? 1 + random.nextInt(50) : 0);
      Map<String, Value> parameters = new LinkedHashMap<>();
      for (int j = random.nextInt(3); j > 0; j--) {
        Value value = anyValue(random);
        if (value != null) {
          parameters.put(NAMES[random.nextInt(NAMES.length)], value);
        }
      }
      rows.put(
          key,
          new Observation(
              key,
              ObservationIds.plain(key).orElse(ObservationIds.SEQUENCE + random.nextInt(1000)),
              mixed ? anyValue(random) : new Decimal(random.nextInt(100), 1),
              Instant.ofEpochMilli(Math.floorDiv(start, 1000) + random.nextInt(100_000)),
              random.nextInt(30) == 0 ? null : random.nextInt(30) == 0 ? "D" : "N",
              mixed ? parameters : Map.of(),
              random.nextInt(1_000_000),
              random.nextInt(50) == 0));
    }
    return new ArrayList<>(rows.values());
  }

  @Property(tries = 300)
  void readBack_anyRows_areTheSame(@ForAll long seed) {
    List<Observation> rows = anyRows(new Random(seed));

    Chunk chunk = new Chunk(9, Chunk.encode(rows));

    assertThat(chunk.head()).isEqualTo(ChunkHead.of(rows));
    for (int i = 0; i < rows.size(); i++) {
      Observation row = rows.get(i);
      assertThat(chunk.row(i)).isEqualTo(row);
      assertThat(new ArrayList<>(chunk.row(i).parameters().keySet()))
          .isEqualTo(new ArrayList<>(row.parameters().keySet()));
      assertThat(chunk.find(row.key())).isEqualTo(i);
    }
    RowKey absent = new RowKey(9, rows.getLast().key().startMicros(), 77);
    assertThat(chunk.find(absent)).isEqualTo(-1);
  }

  @Test
  void encode_minutesWithOneValue_takeFewBytes() {
    assertThat(bytesPerRow(Map.of())).isLessThan(5);
  }

  @Test
  void encode_minutesWithFourValues_takeFewBytes() {
    assertThat(bytesPerRow(Map.of("min", -1.0, "max", 1.0, "total", 40.0))).isLessThan(10);
  }

  /** Noise, gaps, flags, delays of receipt, arrival numbers shared with a thousand others. */
  private static double bytesPerRow(Map<String, Double> parameters) {
    Random random = new Random(42);
    List<Observation> rows = new ArrayList<>();
    long arrival = 1_000_000;
    double level = 35;
    Instant start = Instant.parse("2026-03-01T00:00:00Z");
    while (rows.size() < 2048) {
      start = start.plusSeconds(random.nextInt(200) == 0 ? 600 : 60);
      arrival += 1000 + Math.round(random.nextGaussian() * 30);
      level += (35 - level) * 0.02 + random.nextGaussian() * 0.8;
      double mean = level;
      Map<String, Value> values = new LinkedHashMap<>();
      parameters.forEach(
          (name, share) ->
              values.put(
                  name,
                  name.equals("total")
                      ? number(mean * share * (1 + random.nextGaussian() * 0.05))
                      : number(mean + share * Math.abs(random.nextGaussian()) * 1.5)));
      RowKey key = RowKey.ofDevice(5, start);
      rows.add(
          new Observation(
              key,
              ObservationIds.plain(key).orElseThrow(),
              number(mean),
              start.plusMillis(61_000 + random.nextInt(2000)),
              random.nextInt(100) == 0 ? "D" : "N",
              values,
              arrival,
              false));
    }
    return (double) Chunk.encode(rows).length / rows.size();
  }

  private static Decimal number(double value) {
    return new Decimal(Math.round(value * 100), 2);
  }
}
