// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

import static org.assertj.core.api.Assertions.assertThat;
import static org.greenheart.protocols.hj212.Frames.join;
import static org.greenheart.protocols.hj212.Frames.latin1;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Encrypted frames of HJ 212-2025; the official vectors are among {@link VectorsTest}. */
final class Sm4ContentTest {
  private static final Sm4 SM4 = new BouncySm4();
  private static final byte[] KEY = latin1("0000000000000000");
  private static final byte[] OLD = latin1("8qZ!t3vW#x9Lp2Rm");
  private static final String HEAD =
      "QN=20240520210700000;ST=31;CN=2051;PW=123456;MN=010000A8900016F000169DC0;Flag=9;CP=&&";
  private static final String CONTENT =
      "DataTime=20240520210600;a01011-Avg=1.35,a01011-Flag=N;a01014-Avg=3.20,a01014-Flag=N";

  @Test
  void sm4_exampleOfTheCipherStandard() {
    // GB/T 32907-2016, appendix A.1
    byte[] key = HexFormat.of().parseHex("0123456789abcdeffedcba9876543210");

    byte[] cipher = SM4.encryptBlocks(key, key);

    assertThat(cipher).isEqualTo(HexFormat.of().parseHex("681edf34d206965e86b3e94f536e4246"));
    assertThat(SM4.decryptBlocks(key, cipher)).isEqualTo(key);
  }

  @Test
  void read_rawCipher_isOpened() {
    Hj212Message message = read(frame(cipher(KEY)), KEY);

    assertThat(message.encrypted()).isTrue();
    assertThat(message.crc()).isEqualTo(CrcVerdict.RIGHT);
    assertThat(message.items()).hasSize(3);
    assertThat(message.items().get(2).value("Avg")).contains("3.20");
    assertThat(message.deviations()).isEmpty();
  }

  @Test
  void read_restShorterThanAGroup_isPlain() {
    assertThat(CONTENT.length() % Sm4.BLOCK).isNotZero();

    assertThat(new String(cipher(KEY), StandardCharsets.ISO_8859_1))
        .endsWith("N")
        .hasSameSizeAs(CONTENT);
  }

  @Test
  void read_printedForm_isOpenedAndNoted() {
    byte[] cipher = cipher(KEY);
    int blocks = cipher.length - cipher.length % Sm4.BLOCK;
    StringJoiner printed = new StringJoiner(",", "{", "}");
    for (int i = 0; i < blocks; i++) {
      printed.add("0x%02X".formatted(cipher[i]));
    }

    Hj212Message message = read(frame(latin1(printed + CONTENT.substring(blocks))), KEY);

    assertThat(message.crc()).isEqualTo(CrcVerdict.RIGHT);
    assertThat(message.items()).hasSize(3);
    assertThat(message.deviations())
        .contains(new Deviation(DeviationCode.SM4_PRINTED, 6 + HEAD.length()));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void read_hexForm_isOpenedAndNoted(boolean restInHex) {
    byte[] cipher = cipher(KEY);
    int blocks = cipher.length - cipher.length % Sm4.BLOCK;
    String hex =
        restInHex
            ? HexFormat.of().formatHex(cipher)
            : HexFormat.of().withUpperCase().formatHex(cipher, 0, blocks)
                + CONTENT.substring(blocks);

    Hj212Message message = read(frame(latin1(hex)), KEY);

    assertThat(message.crc()).isEqualTo(CrcVerdict.RIGHT);
    assertThat(message.items()).hasSize(3);
    assertThat(message.has(DeviationCode.SM4_HEX)).isTrue();
  }

  @Test
  void read_oldKey_isTriedToo() {
    Hj212Message message = read(frame(cipher(OLD)), KEY, OLD);

    assertThat(message.crc()).isEqualTo(CrcVerdict.RIGHT);
    assertThat(message.has(DeviationCode.SM4_OLD_KEY)).isTrue();
    assertThat(message.items()).hasSize(3);
  }

  @Test
  void read_noKeyFits_staysClosed() {
    Hj212Message message = read(frame(cipher(OLD)), KEY);

    assertThat(message.encrypted()).isTrue();
    assertThat(message.crc()).isEqualTo(CrcVerdict.ENCRYPTED);
    assertThat(message.items()).isEmpty();
    assertThat(message.has(DeviationCode.SM4_KEY_WRONG)).isTrue();
    assertThat(message.mn()).isEqualTo("010000A8900016F000169DC0");
  }

  @Test
  void read_noKey_staysClosed() {
    Hj212Message message = new Hj212Reader().read(frame(cipher(KEY)));

    assertThat(message.crc()).isEqualTo(CrcVerdict.ENCRYPTED);
    assertThat(message.has(DeviationCode.SM4_NO_KEY)).isTrue();
  }

  @Test
  void read_keyOfWrongLength_isPassedOver() {
    assertThat(read(frame(cipher(KEY)), new byte[5]).has(DeviationCode.SM4_NO_KEY)).isTrue();
    assertThat(read(frame(cipher(KEY)), new byte[5], KEY).items()).hasSize(3);
  }

  @Test
  void read_keyFitsButCrcIsWrong_saysWrong() {
    Hj212Message message = read(frame(cipher(KEY), 0x40), KEY);

    assertThat(message.crc()).isEqualTo(CrcVerdict.WRONG);
    assertThat(message.items()).hasSize(3);
  }

  @Test
  void read_plainContentWithKeys_isNotDecrypted() {
    Hj212Message message = read(plain(CONTENT), KEY);

    assertThat(message.encrypted()).isFalse();
    assertThat(message.crc()).isEqualTo(CrcVerdict.RIGHT);
  }

  @Test
  void write_encrypted_keepsLengthAndCrcOfThePlainText() {
    Hj212Message plain = read(plain(CONTENT), KEY);
    Hj212Writer writer = new Hj212Writer();

    byte[] open = writer.write(plain);
    byte[] closed = writer.write(plain, SM4, KEY);

    assertThat(closed).hasSameSizeAs(open).isNotEqualTo(open);
    assertThat(Arrays.copyOf(closed, 6)).isEqualTo(Arrays.copyOf(open, 6));
    assertThat(read(Frames.all(closed).getFirst(), KEY).items()).isEqualTo(plain.items());
  }

  /** Long enough, a cipher holds {@code &&}, {@code ##} and line ends: LEN rules. */
  @Test
  void frames_ofLongCiphers_areFramedByLength() {
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      StringBuilder content = new StringBuilder("DataTime=20240520210600");
      while (content.length() < 880) {
        content.append(";a01011-Avg=").append(random.nextInt());
      }
      Hj212Message message =
          Hj212Message.builder(
                  Hj212Version.V2025, "31", "2051", "123456", "010000A8900016F000169DC0")
              .qn("20240520210700000")
              .items(read(plain(content.toString()), KEY).items())
              .build();
      byte[] frame = new Hj212Writer().write(message, SM4, KEY);

      List<Hj212Frame> frames = Frames.all(join(List.of(frame, frame)));

      assertThat(frames).hasSize(2);
      assertThat(read(frames.get(1), KEY).items()).isEqualTo(message.items());
    }
  }

  private static Hj212Message read(Hj212Frame frame, byte[]... keys) {
    return new Hj212Reader(SM4, _ -> List.of(keys)).read(frame);
  }

  private static byte[] cipher(byte[] key) {
    return Sm4Content.encrypt(SM4, key, latin1(CONTENT));
  }

  private static Hj212Frame plain(String content) {
    return Frames.all(Frames.frame(HEAD + content + "&&")).getFirst();
  }

  private static Hj212Frame frame(byte[] content) {
    return frame(content, 0);
  }

  /** A frame with this content; LEN and CRC are those of the plain text. */
  private static Hj212Frame frame(byte[] content, int crcFault) {
    byte[] plain = latin1(HEAD + CONTENT + "&&");
    int crc = Crc.of(plain, 0, plain.length) ^ crcFault;
    return Frames.all(
            join(
                List.of(
                    latin1("##%04d".formatted(plain.length) + HEAD),
                    content,
                    latin1("&&" + Crc.hex(crc) + "\r\n"))))
        .getFirst();
  }
}
