// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.dlt645;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

final class Dlt645PropertyTest {
  private static final Dlt645Writer WRITER = new Dlt645Writer();
  private static final Dlt645Reader READER = new Dlt645Reader();

  private static Arbitrary<String> hex(int least, int most) {
    return Arbitraries.bytes()
        .array(byte[].class)
        .ofMinSize(least)
        .ofMaxSize(most)
        .map(HexFormat.of().withUpperCase()::formatHex);
  }

  @Provide
  Arbitrary<Dlt645Message> messages() {
    Arbitrary<String> address =
        Arbitraries.oneOf(
            Arbitraries.strings().numeric().ofLength(12), Arbitraries.just("AAAAAAAAAAAA"));
    Arbitrary<String> identifier =
        Arbitraries.oneOf(
            hex(4, 4),
            Arbitraries.of("00010000", "0001FF00", "0201FF00", "02030000", "04000101", "01010000"));
    Arbitrary<Integer> octet = Arbitraries.integers().between(0, 255);
    Arbitrary<Dlt645Message> read =
        Combinators.combine(address, identifier).as(Dlt645Message.Read::new);
    Arbitrary<Dlt645Message> next =
        Combinators.combine(address, identifier, octet).as(Dlt645Message.ReadNext::new);
    Arbitrary<Dlt645Message> data =
        Combinators.combine(
                address,
                identifier,
                hex(0, 195),
                Arbitraries.of(true, false),
                Arbitraries.integers().between(Dlt645Message.Data.FIRST, 255))
            .as(Dlt645Message.Data::new);
    Arbitrary<Dlt645Message> failure =
        Combinators.combine(address, Arbitraries.integers().between(0, 31), octet)
            .as(Dlt645Message.Failure::new);
    Arbitrary<Dlt645Message> other =
        Combinators.combine(
                address, Arbitraries.of(0x08, 0x13, 0x14, 0x16, 0x93, 0x94, 0x01), hex(0, 200))
            .as(Dlt645Message.Other::new);
    return Arbitraries.oneOf(read, next, data, failure, other);
  }

  @Provide
  Arbitrary<byte[]> hostile() {
    return Arbitraries.oneOf(
        Arbitraries.bytes().array(byte[].class).ofMaxSize(2000),
        Arbitraries.of(
                "68",
                "FE",
                "16",
                "00",
                "FF",
                "68AAAAAAAAAAAA68",
                "91",
                "08",
                "6861010000000068910833333433593333338A16",
                "6861010000000068910833333433593333338B16",
                "684310001134006891",
                "6800000000000068D1013400")
            .list()
            .ofMaxSize(200)
            .map(parts -> HexFormat.of().parseHex(String.join("", parts))));
  }

  @Property(tries = 500)
  void writerThenReader_isIdentity(@ForAll("messages") Dlt645Message message) {
    List<Dlt645Frame> frames = new ArrayList<>();
    new Dlt645Framer().feed(WRITER.write(message), frames::add);

    assertThat(frames).hasSize(1);
    assertThat(frames.getFirst().preamble()).isEqualTo(4);
    assertThat(READER.read(frames.getFirst()).message()).isEqualTo(message);
  }

  @Property(tries = 300)
  void anySplitOfAValidStream_givesTheSameFrames(
      @ForAll @Size(min = 1, max = 6) List<@From("messages") Dlt645Message> messages,
      @ForAll long seed) {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    messages.forEach(message -> stream.writeBytes(WRITER.write(message)));

    List<Dlt645Frame> frames = split(stream.toByteArray(), seed);

    assertThat(frames.stream().map(frame -> READER.read(frame).message()).toList())
        .isEqualTo(messages);
  }

  @Property(tries = 500)
  void anySplitOfAnyBytes_givesTheSameFrames(@ForAll("hostile") byte[] bytes, @ForAll long seed) {
    List<Dlt645Frame> whole = new ArrayList<>();
    Dlt645Framer framer = new Dlt645Framer();
    framer.feed(bytes, whole::add);
    framer.endOfStream(whole::add);

    assertThat(split(bytes, seed)).isEqualTo(whole);
  }

  @Property(tries = 300)
  void anyBytes_areReadWithoutFailure_andPendingIsBounded(@ForAll("hostile") byte[] bytes) {
    Dlt645Framer framer = new Dlt645Framer();
    List<Dlt645Frame> frames = new ArrayList<>();
    framer.feed(bytes, frames::add);
    assertThat(framer.pending()).isLessThan(Dlt645Framer.LARGEST);
    framer.settle(frames::add);
    framer.endOfStream(frames::add);
    frames.addAll(Dlt645AtRest.frames(bytes));

    for (Dlt645Frame frame : frames) {
      Dlt645Message message = READER.read(frame).message();
      if (message instanceof Dlt645Message.Data data) {
        assertThat(data.values()).isNotNull();
      }
    }
  }

  @Property(tries = 300)
  void everyByte_isOfAFrameOrItsPreamble_orCountedAsJunk(@ForAll("hostile") byte[] bytes) {
    Dlt645Framer framer = new Dlt645Framer();
    List<Dlt645Frame> frames = new ArrayList<>();
    framer.feed(bytes, frames::add);
    framer.endOfStream(frames::add);

    long framed = frames.stream().mapToLong(frame -> frame.raw().length + frame.preamble()).sum();
    assertThat(framed + framer.junkBytes()).isEqualTo(bytes.length);
  }

  @Property(tries = 300)
  void junkBefore_neverLosesTheFrameThatFollows(
      @ForAll("hostile") byte[] junk, @ForAll("messages") Dlt645Message message) {
    byte[] last = WRITER.write(message);
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    stream.writeBytes(junk);
    stream.writeBytes(last);
    List<Dlt645Frame> frames = new ArrayList<>();
    Dlt645Framer framer = new Dlt645Framer();
    framer.feed(stream.toByteArray(), frames::add);
    framer.endOfStream(frames::add);

    assertThat(frames.stream().map(frame -> READER.read(frame).message())).contains(message);
  }

  private static List<Dlt645Frame> split(byte[] stream, long seed) {
    Random random = new Random(seed);
    List<Dlt645Frame> frames = new ArrayList<>();
    Dlt645Framer framer = new Dlt645Framer();
    int most = 1 + random.nextInt(64);
    for (int at = 0; at < stream.length; ) {
      int length = Math.min(1 + random.nextInt(most), stream.length - at);
      framer.feed(stream, at, length, frames::add);
      at += length;
    }
    framer.endOfStream(frames::add);
    return frames;
  }
}
