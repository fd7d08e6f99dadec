// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class LongColumnTest {
  private static int size(long... values) {
    ByteWriter out = new ByteWriter(16);
    LongColumn.write(out, values);
    return out.size();
  }

  private static long[] throughBytes(long[] values, long[] reference) {
    ByteWriter out = new ByteWriter(16);
    out.u8(77);
    LongColumn.write(out, values, reference);
    int end = out.size();
    out.raw(new byte[8]);
    ByteReader in = new ByteReader(out.toBytes(), 1);
    long[] read = LongColumn.read(in, values.length, reference);
    assertThat(in.position()).isEqualTo(end);
    return read;
  }

  @Property(tries = 300)
  void readBack_anyNumbers_areTheSame(@ForAll @Size(max = 300) long[] values) {
    assertThat(throughBytes(values, new long[values.length])).isEqualTo(values);
  }

  @Property(tries = 300)
  void readBack_smallNumbersWithReference_areTheSame(
      @ForAll @Size(max = 500) @LongRange(min = -100, max = 1000) long[] values) {
    long[] reference = Arrays.stream(values).map(value -> value * 3).toArray();
    assertThat(throughBytes(values, reference)).isEqualTo(values);
  }

  @Test
  void write_constantsAndSteps_takeAFewBytes() {
    assertThat(size(new long[1440])).isLessThan(8);
    assertThat(size(LongStream.range(0, 1440).map(i -> 1_700_000_000 + 60 * i).toArray()))
        .isLessThan(16);
  }

  @Test
  void write_noise_comesNearItsEntropy() {
    Random random = new Random(1);
    long[] noise = random.doubles(2048).mapToLong(d -> 0).toArray();
    for (int i = 0; i < noise.length; i++) {
      noise[i] = 5000 + Math.round(random.nextGaussian() * 20);
    }

    // log2(20) + 2.05 bits a number.
    assertThat(size(noise) * 8.0 / noise.length).isLessThan(6.37 + 0.35);
  }

  @Test
  void write_outliers_costOnlyThemselves() {
    long[] values = new long[2048];
    Arrays.setAll(values, i -> i % 4);
    int plain = size(values);
    values[100] = Long.MIN_VALUE;
    values[1500] = Long.MAX_VALUE;

    assertThat(size(values)).isLessThan(plain + 64);
    assertThat(throughBytes(values, new long[2048])).isEqualTo(values);
  }
}
