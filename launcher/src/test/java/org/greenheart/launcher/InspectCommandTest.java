// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.greenheart.protocols.hj212.DeviationCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class InspectCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path VECTORS =
      Path.of("../protocols/src/test/resources/org/greenheart/protocols/hj212/vectors.jsonl");
  private static final String KEY = "0000000000000000";
  private static final String FRAME =
      "##0140QN=20260101120000123;ST=31;CN=2011;PW=123456;MN=010000A8900016F000169DC0;Flag=5;"
          + "CP=&&DataTime=20260101120000;a21026-Rtd=12.5,a21026-Flag=N&&D4C1";

  @TempDir private Path folder;

  @Test
  void json_everyVector_givesOneObjectALineWithTheVectorsVerdicts() throws IOException {
    String input = Files.readString(VECTORS);
    List<String> lines = input.lines().toList();

    List<JsonNode> objects = objects(run(input, "--json", "--key", KEY));

    assertThat(objects).hasSameSizeAs(lines);
    for (int i = 0; i < objects.size(); i++) {
      JsonNode vector = JSON.readTree(lines.get(i));
      JsonNode object = objects.get(i);
      String what = "line %s: %s".formatted(i + 1, vector.get("note").asText());
      assertThat(names(object))
          .as(what)
          .containsExactly(
              "version", "lengthOk", "crcOk", "encrypted", "header", "items", "deviations");
      assertThat(object.get("lengthOk").asBoolean())
          .as(what)
          .isEqualTo(vector.get("len_ok").asBoolean());
      assertThat(object.get("crcOk").asBoolean())
          .as(what)
          .isEqualTo(vector.get("crc_ok").asBoolean() || vector.has("crc_ok_after_decrypt"));
      assertThat(vector.get("version").asText())
          .as(what)
          .isIn(object.get("version").asText(), "unknown");
      assertThat(object.get("encrypted").asBoolean())
          .as(what)
          .isEqualTo(vector.has("crc_ok_after_decrypt"));
    }
  }

  @Test
  void json_framesWithoutHex_areUnderstoodFromTheirStrings() throws IOException {
    for (String line : Files.readAllLines(VECTORS)) {
      JsonNode vector = JSON.readTree(line);
      if (!vector.has("frame_hex") || vector.get("note").asText().contains("gbk")) {
        continue;
      }
      String input =
          JSON.writeValueAsString(JSON.createObjectNode().set("frame", vector.get("frame")));

      JsonNode object = objects(run(input, "--json", "--key", KEY)).getFirst();

      assertThat(object.get("lengthOk").asBoolean()).as(line).isTrue();
      assertThat(object.get("crcOk").asBoolean()).as(line).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\\r\\n", "\r", "\\n"})
  void json_textLine_anyWritingOfItsEnd_isUnderstood(String end) {
    JsonNode object = objects(run(FRAME + end + "\n", "--json")).getFirst();

    assertThat(object.get("lengthOk").asBoolean()).isTrue();
    assertThat(object.get("crcOk").asBoolean()).isTrue();
    assertThat(object.get("deviations")).hasSize(end.equals("\\n") ? 1 : 0);
  }

  @Test
  void json_goodFrame_hasAllItsFields() throws IOException {
    JsonNode object = objects(run(FRAME, "--json")).getFirst();

    assertThat(object)
        .isEqualTo(
            JSON.readTree(
                """
                {"version": "2017", "lengthOk": true, "crcOk": true, "encrypted": false,
                 "header": {"QN": "20260101120000123", "ST": "31", "CN": "2011", "PW": "123456",
                            "MN": "010000A8900016F000169DC0", "Flag": "5"},
                 "items": [{"DataTime": "20260101120000"},
                           {"a21026-Rtd": "12.5", "a21026-Flag": "N"}],
                 "deviations": []}
                """));
  }

  @Test
  void json_brokenLines_giveAnObjectEach() {
    String input =
        """
        {"frame": 5}
        {broken

        ##

        hello
        {"frame_hex": "23zz"}
        {"frame": ""}
        ##99999QN=1
        [[[[[[
        """;

    List<JsonNode> objects = objects(run(input, "--json"));

    assertThat(objects).hasSize(8);
    assertThat(objects)
        .allSatisfy(
            object -> {
              assertThat(object.get("lengthOk").asBoolean()).isFalse();
              assertThat(object.get("crcOk").asBoolean()).isFalse();
              assertThat(object.get("deviations")).isNotEmpty();
            });
  }

  @Test
  void json_twoFramesInALine_giveOneObjectThatSaysSo() {
    JsonNode object = objects(run(FRAME + "\\r\\n" + FRAME + "\\r\\n", "--json")).getFirst();

    assertThat(object.get("lengthOk").asBoolean()).isFalse();
    assertThat(object.get("crcOk").asBoolean()).isFalse();
    assertThat(object.get("items")).hasSize(2);
    assertThat(object.get("deviations").get(0).get("code").asText()).isEqualTo("another-frame");
    assertThat(object.get("deviations").get(0).get("offset").asInt()).isEqualTo(152);
  }

  @Test
  void json_repeatedName_givesAnArray() {
    String frame = "##0060ST=22;CN=3014;PW=123456;MN=A;CP=&&PolId=101,CTime=04,CTime=10&&0000";

    JsonNode object = objects(run(frame, "--json")).getFirst();

    assertThat(object.get("items").get(0).get("CTime")).hasSize(2);
  }

  @Test
  void json_chineseText_isWrittenInAscii() throws IOException {
    String utf8 = Files.readAllLines(VECTORS).get(22);

    String line = run(utf8, "--json");

    assertThat(line).containsPattern("\\\\u65F6").matches("\\p{ASCII}*");
    assertThat(objects(line).getFirst().get("items").get(2).get("i11001-Info").asText())
        .isEqualTo("//时间校准//");
  }

  @Test
  void json_encryptedWithoutKey_saysSo() throws IOException {
    String cipher = Files.readAllLines(VECTORS).get(179);

    JsonNode object = objects(run(cipher, "--json")).getFirst();

    assertThat(object.get("encrypted").asBoolean()).isTrue();
    assertThat(object.get("crcOk").asBoolean()).isFalse();
    assertThat(object.get("items")).isEmpty();
    assertThat(object.get("deviations").get(0).get("code").asText()).isEqualTo("sm4-no-key");
  }

  @ParameterizedTest
  @ValueSource(strings = {KEY, "30303030303030303030303030303030"})
  void json_key_inBothForms(String key) throws IOException {
    String cipher = Files.readAllLines(VECTORS).get(179);

    JsonNode object =
        objects(run(cipher, "--json", "--key", "1111111111111111", "--key", key)).getFirst();

    assertThat(object.get("crcOk").asBoolean()).isTrue();
    assertThat(object.get("items").get(0).get("DataTime").asText()).isEqualTo("20240520210600");
  }

  @Test
  void text_explainsFieldsFactorsAndDeviations() {
    String text = run("", FRAME.replace("D4C1", "3C48").replace("Flag=N", "Flag=X"));

    assertThat(text)
        .contains("HJ 212-2017  CN 2011  污染物实时数据 Real-time data")
        .contains("ST          31  大气环境污染源 Air pollution source")
        .contains("a21026      二氧化硫 Sulfur dioxide (SO2), mg/m3")
        .contains("Rtd         12.5  (实时值 value)")
        .contains("LEN         140  right")
        .contains("@143  mark-unknown:")
        .contains("[X&&3C48]");
  }

  @Test
  void text_wrongCrc_namesTheVariantAndWhatIsExpected() {
    assertThat(run("", FRAME.replace("D4C1", "3C48")))
        .contains("3C48  wrong 错误: it is CRC-16/MODBUS; expected 应为 D4C1");
  }

  @Test
  void text_oldCode_isShownWithItsSuccessor() {
    String frame = "##0061ST=32;CN=2011;PW=123456;MN=A;CP=&&011-Rtd=1,011-Flag=N&&0000";

    assertThat(run("", frame)).contains("011         = w01018  化学需氧量");
  }

  @Test
  void text_ofAmbientAir_hasItsUnit() {
    String frame = "##0062ST=22;CN=2011;PW=123456;MN=A;CP=&&a34004-Rtd=1,a34004-Flag=N&&0000";

    assertThat(run("", frame)).contains(", ug/m3").doesNotContain("ng/m3");
  }

  @Test
  void text_controlCharacters_doNotReachTheTerminal() {
    assertThat(run("", "##0010QN=\u001b[31m;CP=&&a=\u0007&&0000"))
        .doesNotContain("\u001b", "\u0007");
  }

  @Test
  void file_ofRawFrames_isReadAsAStream() throws IOException {
    Path file = folder.resolve("frames.bin");
    byte[] cipher =
        HexFormat.of()
            .parseHex(
                JSON.readTree(Files.readAllLines(VECTORS).get(179)).get("frame_hex").asText());
    Files.write(file, cipher);

    assertThat(run("", "--key", KEY, file.toString()))
        .contains("decrypted with SM4")
        .contains("a01014");
  }

  @Test
  void file_ofGbkLines_isReadLineByLine() throws IOException {
    Path file = folder.resolve("frames.txt");
    Files.write(
        file,
        (FRAME + "\r\nlog: " + FRAME + "\r\nno frame 无\r\n").getBytes(Charset.forName("GB18030")));

    assertThat(run("", file.toString()))
        .contains("no deviations")
        .contains("junk-before-frame")
        .contains("no frame in this line");
  }

  @Test
  void documentation_namesEveryDeviation() throws IOException {
    String page = Files.readString(Path.of("../docs/INSPECT.md"));

    for (DeviationCode code : DeviationCode.values()) {
      assertThat(page).contains("| `" + code.code() + "` | " + code.english());
    }
  }

  @Test
  void unknownFile_isRefused() {
    StringWriter err = new StringWriter();

    int code = command("", new ByteArrayOutputStream(), err).execute("nowhere.txt");

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains("'nowhere.txt' is neither a file nor a frame");
  }

  @Test
  void key_ofWrongLength_isRefused() {
    StringWriter err = new StringWriter();

    int code = command("", new ByteArrayOutputStream(), err).execute("--key", "short", FRAME);

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains("--key (5 characters) must be 16 characters");
  }

  @Test
  void meterFrameInHex_isExplained_withItsValue() {
    assertThat(run("", "FEFE 68 610100000000 68 91 08 33333433 59333333 8A 16"))
        .contains("DL/T 645-2007  data 数据", "000000000161", "00010000")
        .contains("正向有功电能 总 forward active energy total  0.26 kWh")
        .contains("checksum    right 正确");
    assertThat(run("6861010000000068910833333433593333338B16\n"))
        .contains("checksum    wrong 错误", "checksum-wrong");
  }

  private static String run(String input, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StringWriter err = new StringWriter();
    int code = command(input, out, err).execute(arguments);
    assertThat(code).as(err.toString()).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }

  private static CommandLine command(String input, ByteArrayOutputStream out, StringWriter err) {
    return new CommandLine(
            new InspectCommand(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), out))
        .setErr(new PrintWriter(err));
  }

  private static List<JsonNode> objects(String lines) {
    List<JsonNode> objects = new ArrayList<>();
    for (String line : lines.lines().toList()) {
      try {
        objects.add(JSON.readTree(line));
      } catch (IOException e) {
        throw new AssertionError("no JSON: " + line, e);
      }
    }
    return objects;
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
