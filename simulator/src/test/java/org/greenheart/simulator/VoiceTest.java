// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.greenheart.protocols.hj212.Hj212Framer;
import org.greenheart.protocols.hj212.Hj212Message;
import org.greenheart.protocols.hj212.Hj212Reader;
import org.greenheart.protocols.hj212.Hj212Version;
import org.greenheart.protocols.hj212.Item;
import org.greenheart.protocols.hj212.Sm4;
import org.junit.jupiter.api.Test;

final class VoiceTest {
  private static final Instant NOW = Instant.parse("2026-11-02T02:00:00Z");

  @Test
  void deviceWithKeyAndCipher_encryptsItsData() {
    Map.Entry<String, String> key = DemoCity.keys().entrySet().iterator().next();
    City.Device device = City.of(new CityFiles(), 1, NOW).device(key.getKey());
    Voice voice = new Voice(device.plan(), Optional.of(new Masking()));
    Upload upload = voice.upload("2011", NOW, NOW, device.model().realtime(NOW)).getFirst();

    byte[] frame = voice.bytes(upload);

    assertThat(new String(frame, StandardCharsets.ISO_8859_1)).doesNotContain("DataTime=");
    byte[] bytes = key.getValue().getBytes(StandardCharsets.US_ASCII);
    Hj212Message read = read(frame, new Hj212Reader(new Masking(), mn -> List.of(bytes)));
    assertThat(read.encrypted()).isTrue();
    assertThat(read.crc().right()).isTrue();
    assertThat(read.items()).isEqualTo(upload.message().items());
  }

  @Test
  void deviceWithKeyWithoutCipher_speaksPlain() {
    City.Device device =
        City.of(new CityFiles(), 1, NOW).device(DemoCity.keys().keySet().iterator().next());
    Voice voice = new Voice(device.plan(), Optional.empty());
    byte[] frame =
        voice.bytes(voice.upload("2011", NOW, NOW, device.model().realtime(NOW)).getFirst());
    assertThat(read(frame, new Hj212Reader()).encrypted()).isFalse();
  }

  @Test
  void longUpload_isSplitIntoPacketsWithNumbersOfTheirOwn() {
    City.Device device = City.of(new CityFiles(), 1, NOW).device("7AD3E0013100000000000305");
    Voice voice = new Voice(device.plan(), Optional.empty());
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      items.add(Item.of("a24%03d-Rtd".formatted(i), "12.345", "a24%03d-Flag".formatted(i), "N"));
    }

    List<Upload> uploads = voice.upload("2011", NOW, NOW, items);

    assertThat(uploads).hasSizeGreaterThan(1);
    Set<String> numbers = new HashSet<>();
    List<Item> together = new ArrayList<>();
    for (int i = 0; i < uploads.size(); i++) {
      Hj212Message message = read(voice.bytes(uploads.get(i)), new Hj212Reader());
      assertThat(message.version()).isEqualTo(Hj212Version.V2017);
      assertThat(message.deviations()).isEmpty();
      assertThat(message.pno()).isEqualTo(i + 1);
      assertThat(message.pnum()).isEqualTo(uploads.size());
      assertThat(message.dataTimeText()).contains("20261102100000");
      numbers.add(message.qn());
      together.addAll(message.items().subList(1, message.items().size()));
    }
    assertThat(numbers).hasSameSizeAs(uploads);
    assertThat(together).isEqualTo(items);
  }

  private static Hj212Message read(byte[] frame, Hj212Reader reader) {
    List<Hj212Message> messages = new ArrayList<>();
    Hj212Framer framer = new Hj212Framer();
    framer.feed(frame, cut -> messages.add(reader.read(cut)));
    framer.endOfStream(cut -> messages.add(reader.read(cut)));
    assertThat(messages).hasSize(1);
    return messages.getFirst();
  }

  /** Not SM4, but as little readable: the simulator must not care which cipher it is given. */
  private static final class Masking implements Sm4 {
    @Override
    public byte[] encryptBlocks(byte[] key, byte[] blocks) {
      byte[] masked = new byte[blocks.length];
      for (int i = 0; i < blocks.length; i++) {
        masked[i] = (byte) (blocks[i] ^ key[i % BLOCK] ^ 0x80);
      }
      return masked;
    }

    @Override
    public byte[] decryptBlocks(byte[] key, byte[] blocks) {
      return encryptBlocks(key, blocks);
    }
  }
}
