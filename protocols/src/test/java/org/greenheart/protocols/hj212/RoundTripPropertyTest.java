// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is written is read back, field by field. */
final class RoundTripPropertyTest {
  private static final byte[] KEY = Frames.latin1("8qZ!t3vW#x9Lp2Rm");
  private static final Hj212Writer WRITER = new Hj212Writer();

  private record Address(Hj212Version version, String st, String cn, String pw, String mn) {}

  private record Course(boolean answerWanted, int packets, int packet, boolean resent) {}

  @Provide
  Arbitrary<Hj212Message> messages() {
    Arbitrary<Hj212Version> versions = Arbitraries.of(Hj212Version.class);
    Arbitrary<String> st = Arbitraries.of("22", "23", "31", "44", "51", "A1");
    Arbitrary<String> cn = Arbitraries.of("2011", "2051", "2061", "2031", "3020", "2081");
    Arbitrary<String> pw = Arbitraries.strings().alpha().numeric().ofLength(6);
    Arbitrary<String> mn = Arbitraries.strings().withChars("0123456789ABCDEF").ofLength(24);
    Arbitrary<Address> addresses = Combinators.combine(versions, st, cn, pw, mn).as(Address::new);
    Arbitrary<Course> courses =
        Combinators.combine(
                Arbitraries.of(true, false),
                Arbitraries.integers().between(0, 9),
                Arbitraries.integers().between(1, 9),
                Arbitraries.of(true, false))
            .as(Course::new);
    return Combinators.combine(addresses, courses, times(), times(), items())
        .as(RoundTripPropertyTest::message);
  }

  @Property(tries = 400)
  void writtenMessageIsReadBack(@ForAll("messages") Hj212Message message) {
    List<Hj212Frame> frames = Frames.all(WRITER.write(message));

    assertThat(frames).hasSize(1);
    assertThat(frames.getFirst().lengthRight()).isTrue();
    assertThat(new Hj212Reader().read(frames.getFirst())).isEqualTo(message);
  }

  @Property(tries = 300)
  void encryptedMessageIsReadBack(@ForAll("messages") Hj212Message message) {
    if (message.version() != Hj212Version.V2025) {
      return;
    }
    byte[] frame = WRITER.write(message, new BouncySm4(), KEY);

    List<Hj212Frame> frames = Frames.all(frame);
    Hj212Message read = new Hj212Reader(new BouncySm4(), _ -> List.of(KEY)).read(frames.getFirst());

    assertThat(frames).hasSize(1);
    assertThat(read.items()).isEqualTo(message.items());
    assertThat(read.header()).isEqualTo(message.header());
    assertThat(read.crc()).isEqualTo(CrcVerdict.RIGHT);
    assertThat(read.deviations()).isEmpty();
  }

  @Property(tries = 300)
  void anyTextIsReadBackOrRefused(@ForAll String name, @ForAll String value) {
    byte[] frame;
    Field field = Field.of(name.strip(), value);
    try {
      frame =
          WRITER.write(
              Hj212Message.builder(Hj212Version.V2017, "31", "3020", "1", "2")
                  .items(List.of(new Item(List.of(field))))
                  .build());
    } catch (IllegalArgumentException e) {
      return;
    }

    Hj212Message read = new Hj212Reader().read(Frames.all(frame).getFirst());

    assertThat(read.crc()).isEqualTo(CrcVerdict.RIGHT);
    assertThat(read.items().getFirst().fields().getFirst().value()).isEqualTo(encodable(value));
  }

  private static Hj212Message message(
      Address to, Course course, LocalDateTime qn, LocalDateTime dataTime, List<Item> items) {
    Hj212MessageBuilder builder =
        Hj212Message.builder(to.version(), to.st(), to.cn(), to.pw(), to.mn())
            .answerWanted(course.answerWanted())
            .item("DataTime", Hj212Time.seconds(dataTime))
            .items(items);
    if (to.version() == Hj212Version.V2005) {
      return builder.withoutFlag().build();
    }
    builder.qn(Hj212Time.millis(qn)).resent(course.resent() && to.version() == Hj212Version.V2025);
    if (course.packets() > 0) {
      builder.packet(course.packets(), Math.min(course.packet(), course.packets()));
    }
    return builder.build();
  }

  private static Arbitrary<LocalDateTime> times() {
    return Arbitraries.longs()
        .between(1, 4_000_000_000_000L)
        .map(millis -> LocalDateTime.of(2001, 1, 1, 0, 0).plusNanos(millis * 1_000_000));
  }

  private static Arbitrary<List<Item>> items() {
    Arbitrary<String> values =
        Arbitraries.bigDecimals()
            .between(BigDecimal.valueOf(-99_999), BigDecimal.valueOf(99_999))
            .ofScale(4)
            .map(BigDecimal::toPlainString);
    Arbitrary<String> logs =
        Arbitraries.strings()
            .withChars("校准;,=//清洗 管路ab1")
            .ofMaxLength(20)
            .filter(text -> !text.contains("//;") && !text.contains("//,") && !text.endsWith("/"))
            .map(text -> "//" + text + "//");
    return Combinators.combine(
            Arbitraries.of("N", "D", "M"),
            values,
            values,
            logs,
            Arbitraries.integers().between(0, 8))
        .as(RoundTripPropertyTest::items);
  }

  private static List<Item> items(String mark, String first, String second, String log, int count) {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String code = "x99%03d".formatted(i);
      items.add(
          Item.of(
              code + "-Min",
              first,
              code + "-Avg",
              second,
              code + "-Cou",
              first,
              code + "-Flag",
              mark));
    }
    items.add(Item.of("i11001-Info", log));
    return items;
  }

  /** Lone surrogates cannot be sent: Java writes a question mark. */
  private static String encodable(String value) {
    return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
