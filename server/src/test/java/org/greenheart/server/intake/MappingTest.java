// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.greenheart.server.intake.FrameText.MN;
import static org.greenheart.server.intake.FrameText.dataAnswer;
import static org.greenheart.server.intake.FrameText.frame;
import static org.greenheart.server.intake.FrameText.segment;
import static org.greenheart.server.intake.FrameText.upload;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.greenheart.storage.Bytes;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Observation;
import org.greenheart.storage.Text;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.DeviceEvent;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.telemetry.NewArrival;
import org.greenheart.storage.telemetry.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rows each command comes to. */
final class MappingTest {
  private static final String QN = "20260101120000123";

  @TempDir private Path folder;
  private IntakeRig rig;
  private DeviceSocket device;

  @BeforeEach
  void start() {
    rig = IntakeRig.acceptingUnknown(folder);
    device = rig.connect();
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private void send(String st, String cn, String content) {
    assertThat(device.send(upload(MN, QN, st, cn, content)).read()).isEqualTo(dataAnswer(MN, QN));
  }

  private Observation onlyRow(String code, Interval interval) {
    List<Observation> rows = rig.rows(MN, code, interval);
    assertThat(rows).hasSize(1);
    return rows.getFirst();
  }

  @ParameterizedTest
  @CsvSource({
    "2011, REALTIME",
    "2013, REALTIME",
    "2021, REALTIME",
    "2052, REALTIME",
    "2062, REALTIME",
    "2051, MINUTE",
    "2111, MINUTE",
    "2061, HOUR",
    "2031, DAY",
    "2041, DAY",
  })
  void readings_goToTheIntervalOfTheirCommand(String cn, Interval interval) {
    send("31", cn, "DataTime=20260101080000;a21026-Rtd=1.50,a21026-Avg=2.50,a21026-Flag=N");

    Observation row = onlyRow("a21026", interval);
    boolean realtime = interval == Interval.REALTIME;
    assertThat(row.key().start()).hasToString("2026-01-01T00:00:00Z");
    assertThat(row.result()).hasToString(realtime ? "1.50" : "2.50");
    assertThat(row.parameters()).hasToString(realtime ? "{Avg=2.50}" : "{Rtd=1.50}");
    assertThat(row.flag()).isEqualTo("N");
  }

  @Test
  void minuteReading_allFields() {
    send(
        "31",
        "2051",
        "DataTime=20260101084000;a21026-Cou=0.0120,a21026-Min=1.0,a21026-Avg=1.50,a21026-Max=2.00,"
            + "a21026-ZsMin=1.1,a21026-ZsAvg=1.6,a21026-ZsMax=2.1,a21026-RawAvg=1.49,"
            + "a21026-Flag=D,a21026-EFlag=A01,a21026-ValidNum=10");

    Observation row = onlyRow("a21026", Interval.MINUTE);
    assertThat(row.result()).isEqualTo(new Decimal(150, 2));
    assertThat(row.flag()).isEqualTo("D");
    assertThat(row.parameters())
        .hasToString(
            "{total=0.0120, min=1.0, max=2.00, correctedMin=1.1, corrected=1.6, correctedMax=2.1,"
                + " raw=1.49, makerFlag=A01, ValidNum=10}");
    assertThat(row.parameters().get("makerFlag")).isEqualTo(new Text("A01"));
    assertThat(row.parameters().get("ValidNum")).isEqualTo(new Decimal(10, 0));
  }

  @Test
  void realtimeReading_convertedValue() {
    send("31", "2011", "DataTime=20260101084000;a21026-Rtd=1.0,a21026-ZsRtd=2.0,a21026-Flag=N");

    assertThat(onlyRow("a21026", Interval.REALTIME).parameters()).hasToString("{corrected=2.0}");
  }

  @Test
  void datastream_saysWhatItIs() {
    send("31", "2051", "DataTime=20260101084000;a21026-Avg=1.0");
    send("31", "2061", "DataTime=20260101080000;a21026-Avg=1.0");

    Datastream minute = rig.datastream(MN, "a21026", Interval.MINUTE);
    assertThat(minute.period()).isEqualTo(Duration.ofMinutes(10));
    assertThat(minute.deviceId()).isEqualTo(MN);
    assertThat(minute.systemType()).isEqualTo("31");
    assertThat(minute.sentCode()).isNull();
    assertThat(minute.computed()).isFalse();
    assertThat(minute.unit().symbol()).isNotBlank();
    assertThat(rig.datastream(MN, "a21026", Interval.HOUR).period()).isEqualTo(Duration.ofHours(1));
    assertThat(
            rig.registry
                .catalogue()
                .observedProperty(minute.observedProperty())
                .orElseThrow()
                .name())
        .isEqualTo("二氧化硫");
  }

  @Test
  void furnaceTemperature_hasItsOwnFiveMinutes() {
    send("31", "2051", "DataTime=20260101080000;a01901-Avg=860");
    send("31", "2111", "DataTime=20260101080500;a01901-Avg=868");

    List<Datastream> streams = rig.datastreams(MN);
    assertThat(streams).hasSize(2);
    Datastream own = streams.stream().filter(Datastream::ownPeriod).findFirst().orElseThrow();
    assertThat(own.period()).isEqualTo(Duration.ofMinutes(5));
    assertThat(own.interval()).isEqualTo(Interval.MINUTE);
    assertThat(rig.rows(own)).singleElement().extracting(Observation::result).hasToString("868");
  }

  @Test
  void code2005_becomesThatOf2017AndIsRemembered() {
    send("32", "2011", "DataTime=20260101080000;011-Rtd=231.0,011-Flag=N;B01-Rtd=36.91");
    send("32", "2011", "DataTime=20260101080030;011-Rtd=232.0;w01018-Max=240");

    Datastream cod = rig.datastream(MN, "w01018", Interval.REALTIME);
    assertThat(cod.sentCode()).isEqualTo("011");
    assertThat(rig.rows(cod))
        .extracting(row -> row.result() + " " + row.parameters())
        .containsExactly("231.0 {}", "232.0 {max=240}");
    assertThat(rig.rows(MN, "w00000", Interval.REALTIME)).hasSize(1);
    assertThat(rig.datastreams(MN)).hasSize(2);
  }

  @Test
  void unknownCode_isKeptUnderItsName() {
    send("31", "2011", "DataTime=20260101080000;LD4-Rtd=99.23;pms_rules-Rtd=7");

    Datastream unknown = rig.datastream(MN, "LD4", Interval.REALTIME);
    assertThat(
            rig.registry
                .catalogue()
                .observedProperty(unknown.observedProperty())
                .orElseThrow()
                .name())
        .isEqualTo("LD4");
    assertThat(onlyRow("pms_rules", Interval.REALTIME).result()).hasToString("7");
  }

  @Test
  void unreadableNumber_isNullWithWhatWasSent() {
    send(
        "31",
        "2011",
        "DataTime=20260101120000;a21026-Rtd=--,a21026-Flag=N;a21002-Rtd=12.5mg;a21005-Rtd=");

    Observation row = onlyRow("a21026", Interval.REALTIME);
    assertThat(row.result()).isNull();
    assertThat(row.flag()).isEqualTo("N");
    assertThat(row.parameters()).isEqualTo(Map.of("sent", new Text("--")));
    assertThat(onlyRow("a21002", Interval.REALTIME).parameters()).hasToString("{sent=12.5mg}");
    assertThat(onlyRow("a21005", Interval.REALTIME).result()).isNull();
    assertThat(rig.outcomes()).containsExactly(Outcome.DATA);
    assertThat(rig.counter("deviations", "value-not-a-number")).isPositive();
  }

  @Test
  void conditionMark_isText() {
    send("45", "2011", "DataTime=20260101084500;p99101-Rtd=St,p99101-Flag=N");

    assertThat(onlyRow("p99101", Interval.REALTIME).result()).isEqualTo(new Text("St"));
  }

  @ParameterizedTest
  @CsvSource({"-3.5", "0", "0.00", "12.123456789012", "999999999999999999"})
  void number_keepsItsDigits(String number) {
    send("31", "2011", "DataTime=20260101080000;a21026-Rtd=" + number);

    assertThat(onlyRow("a21026", Interval.REALTIME).result()).hasToString(number);
  }

  @Test
  void noRtdOrAvg_resultIsNullAndTheRestIsKept() {
    send("32", "2031", "DataTime=20260101000000;w01018-Cou=12.0,w01018-Min=1.0");
    send("31", "2021", "DataTime=20260101080000;SB1-RS=1;SB2-RS=0");
    send("31", "2041", "DataTime=20260101000000;SB1-RT=1.1");
    send("23", "2031", "DataTime=20260101000000;L5-Data=53.0,L5-DayData=54.0,L5-NightData=43.0");

    assertThat(onlyRow("w01018", Interval.DAY).result()).isNull();
    assertThat(onlyRow("w01018", Interval.DAY).parameters()).hasToString("{total=12.0, min=1.0}");
    assertThat(onlyRow("SB1", Interval.REALTIME).parameters()).hasToString("{RS=1}");
    assertThat(onlyRow("SB2", Interval.REALTIME).parameters()).hasToString("{RS=0}");
    assertThat(onlyRow("SB1", Interval.DAY).parameters()).hasToString("{RT=1.1}");
    assertThat(onlyRow("L5", Interval.DAY).parameters())
        .hasToString("{Data=53.0, DayData=54.0, NightData=43.0}");
  }

  @Test
  void rawDataAndSampleChecks_keepOtherFieldsUnderTheirNames() {
    send(
        "32",
        "2013",
        "DataTime=20260101080000;w01018-SampleTime=20260101070109,w01018-SampleType=01,"
            + "w01018-Avg=12.5,w01018-Flag=N");
    send(
        "32",
        "2062",
        "DataTime=20260101090000;w01018-SampleRd=15.3;w01018-StandardValue=12;w01018-ResultType=1");

    List<Observation> rows = rig.rows(MN, "w01018", Interval.REALTIME);
    assertThat(rows.getFirst().result()).hasToString("12.5");
    assertThat(rows.getFirst().parameters())
        .hasToString("{SampleTime=20260101070109, SampleType=01}");
    assertThat(rows.getFirst().parameters().get("SampleType")).isEqualTo(new Text("01"));
    assertThat(rows.getLast().result()).isNull();
    assertThat(rows.getLast().parameters())
        .hasToString("{SampleRd=15.3, StandardValue=12, ResultType=1}");
  }

  @Test
  void itemsOfOneQuantity_comeTogetherHoweverTheyAreSeparated() {
    send(
        "31",
        "2011",
        "DataTime=20260101080000;a21026-Rtd=1;a21026-ZsRtd=2;a21002-Rtd=3;a21026-Flag=N");
    send("39", "2011", "DataTime=20260101080100;a34001-Rtd=92;Flag=N");
    send("31", "2011", "DataTime=20260101080200,a34004-Rtd=200.5,a34004-Flag=N,a21001-Rtd=0.08");

    assertThat(onlyRow("a21026", Interval.REALTIME))
        .satisfies(
            row -> {
              assertThat(row.result()).hasToString("1");
              assertThat(row.parameters()).hasToString("{corrected=2}");
              assertThat(row.flag()).isEqualTo("N");
            });
    assertThat(onlyRow("a34001", Interval.REALTIME).flag()).isEqualTo("N");
    assertThat(onlyRow("a34004", Interval.REALTIME).result()).hasToString("200.5");
    assertThat(onlyRow("a21001", Interval.REALTIME).result()).hasToString("0.08");
  }

  @Test
  void fieldGivenTwice_theLaterCounts() {
    send("52", "2011", "DataTime=20260101080000;e01001-Rtd=1.1;e01001-Rtd=2.2");

    assertThat(onlyRow("e01001", Interval.REALTIME).result()).hasToString("2.2");
  }

  @Test
  void removedDatastream_isMadeAnewByTheNextFrame() {
    send("31", "2011", "DataTime=20260101080000;a21026-Rtd=1");
    long removed = rig.datastream(MN, "a21026", Interval.REALTIME).number();
    rig.registry.catalogue().removeDatastream(removed);
    rig.telemetry.drop(removed).join();

    send("31", "2011", "DataTime=20260101080030;a21026-Rtd=2");

    assertThat(rig.datastream(MN, "a21026", Interval.REALTIME).number()).isNotEqualTo(removed);
    assertThat(onlyRow("a21026", Interval.REALTIME).result()).hasToString("2");
  }

  @Test
  void bareName_isAQuantityOfItsOwn() {
    send("31", "2011", "DataTime=20260101080000;FANSTATUS=1;PolId=w01018");

    assertThat(onlyRow("FANSTATUS", Interval.REALTIME).result()).hasToString("1");
    assertThat(rig.datastreams(MN)).hasSize(1);
  }

  @Test
  void dataTimeWithMillis_isKeptToTheMillisecond() {
    send("32", "2011", "DataTime=20260101080000250;w01018-Rtd=1");

    assertThat(onlyRow("w01018", Interval.REALTIME).key().start())
        .hasToString("2026-01-01T00:00:00.250Z");
  }

  @Test
  void laterMessage_replacesTheFieldsThatItCarries() {
    send("31", "2061", "DataTime=20260101080000;a21026-Avg=1.0,a21026-Max=3.0,a21026-Flag=N");
    send("31", "2061", "DataTime=20260101080000;a21026-Avg=2.0,a21026-Flag=M");

    Observation row = onlyRow("a21026", Interval.HOUR);
    assertThat(row.result()).hasToString("2.0");
    assertThat(row.flag()).isEqualTo("M");
    assertThat(row.parameters()).hasToString("{max=3.0}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2081 | 5 | 9014 | DataTime=20260101085857;RestartTime=20260101085624",
        "3015 | 5 | 9014 | DataTime=20260101085857;VaseNo=1",
        "3019 | 5 | 9014 | DataTime=20260101085857;PolId=w01018;w01018-SN=010000A8900016F000169DC1",
        "3020 | 5 | 9014 | DataTime=20260101085857;PolId=w01018;i11001-Info=//时间\"校准//",
        "2071 | 5 | 9014 | DataTime=20260101085857;101-Ala=1.1",
        "2072 | 5 | 9013 | DataTime=20260101085857;101-Ala=1.1;AlarmType=1",
      })
  void event_isWrittenInTheDevicesBook(String cn, int flag, String answerCn, String content) {
    device.send(frame(segment(MN, QN, "32", cn, flag, content)));

    assertThat(device.read()).isEqualTo(FrameText.answer(MN, QN, answerCn));
    List<DeviceEvent> events =
        rig.registry.deviceEvents().of(rig.device(MN).number(), Long.MAX_VALUE, 10);
    assertThat(events).hasSize(1);
    assertThat(events.getFirst().command()).isEqualTo(cn);
    assertThat(events.getFirst().time()).hasToString("2026-01-01T00:58:57Z");
    assertThat(events.getFirst().received()).isEqualTo(IntakeRig.NOW);
    assertThat(events.getFirst().arrival()).isEqualTo(1);
    assertThat(events.getFirst().fields())
        .startsWith("{\"DataTime\":\"20260101085857\",")
        .endsWith("}");
    assertThat(rig.outcomes()).containsExactly(Outcome.EVENT);
    assertThat(rig.datastreams(MN)).isEmpty();

    device.send(frame(segment(MN, QN, "32", cn, flag, content))).read();
    assertThat(rig.registry.deviceEvents().of(rig.device(MN).number(), Long.MAX_VALUE, 10))
        .hasSize(1);
  }

  @Test
  void eventWhoseBookEntryACrashLost_isWrittenAtTheNextStart() {
    send("31", "2011", "DataTime=20260101080000;a21026-Rtd=1");
    long number = rig.device(MN).number();
    String lost =
        upload(MN, QN, "32", "2081", "DataTime=20260101085857;RestartTime=20260101085624");
    rig.intake.close();
    rig.telemetry
        .append(
            new NewArrival(
                IntakeRig.NOW,
                "hj212:192.0.2.7:1",
                number,
                Bytes.of(lost.strip().getBytes(UTF_8)),
                Outcome.EVENT,
                List.of(),
                List.of(),
                0))
        .join();

    rig.restart();

    assertThat(rig.registry.deviceEvents().of(number, Long.MAX_VALUE, 10))
        .singleElement()
        .satisfies(event -> assertThat(event.arrival()).isEqualTo(2));
    assertThat(rig.registry.positions().position(EventBook.READER)).isEqualTo(2);
  }
}
