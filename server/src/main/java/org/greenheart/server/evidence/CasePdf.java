// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Stream;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.Attachment;
import org.greenheart.storage.registry.CaseEvent;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.Rule;
import org.greenheart.storage.telemetry.Arrival;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;

/** The printed file of an alarm or a case, in Chinese or English. */
final class CasePdf {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));
  private static final int MOST_FRAMES = 200;
  private static final int MOST_ENTRIES = 500;
  private static final float PICTURE = 130;

  private final Telemetry telemetry;
  private final EvidenceStore store;
  private final Dossier dossier;
  private final Tongue tongue;
  private final PdfSheet sheet;

  private CasePdf(
      Telemetry telemetry, EvidenceStore store, Dossier dossier, Tongue tongue, PdfSheet sheet) {
    this.telemetry = telemetry;
    this.store = store;
    this.dossier = dossier;
    this.tongue = tongue;
    this.sheet = sheet;
  }

  /** Who prints: what the installation is called, the key that seals its packs, when. */
  record Printer(String place, String key, InstantSource clock) {}

  static void write(
      Telemetry telemetry,
      EvidenceStore store,
      Dossier dossier,
      Tongue tongue,
      Printer printer,
      OutputStream out)
      throws IOException, InterruptedException {
    try (PdfSheet sheet = new PdfSheet(dossier.title(), tongue.tag())) {
      new CasePdf(telemetry, store, dossier, tongue, sheet).all(printer);
      sheet.finish("Greenheart · %s · %s".formatted(dossier.number(), dossier.title()), out);
    }
  }

  private String say(String chinese, String english) {
    return tongue.say(chinese, english);
  }

  private static String time(@Nullable Instant time) {
    return time == null ? "–" : TIME.format(time);
  }

  private void all(Printer printer) throws IOException, InterruptedException {
    cover(printer);
    for (Dossier.AlarmPart part : dossier.alarms()) {
      alarm(part);
    }
    frames();
    history();
    items();
    upkeep();
    evidence();
  }

  private void cover(Printer printer) throws IOException {
    sheet.space(120);
    sheet.text(printer.place(), 12, PdfSheet.MUTED);
    sheet.text(
        dossier.matter() == null ? say("报警档案", "Alarm file") : say("案件档案", "Case file"),
        24,
        PdfSheet.ACCENT);
    sheet.space(12);
    sheet.text(dossier.title(), 18, PdfSheet.INK);
    sheet.space(24);
    Dossier.Matter matter = dossier.matter();
    if (matter != null) {
      sheet.fact(say("案件编号", "Number"), matter.number());
      sheet.fact(say("状态", "State"), matter.open() ? say("办理中", "open") : say("已销号", "closed"));
      sheet.fact(say("立案时间", "Opened"), time(matter.opened()));
      sheet.fact(say("销号时间", "Closed"), time(matter.closed()));
    } else {
      sheet.fact(say("报警编号", "Alarm"), dossier.number());
    }
    for (Dossier.PointPart point : dossier.points()) {
      sheet.fact(say("监测点", "Point"), point.thing().name());
      sheet.fact(say("单位", "Enterprise"), point.enterprise() == null ? "" : point.enterprise());
    }
    sheet.fact(say("数据起止", "Data"), time(dossier.from()) + " – " + time(dossier.to()));
    sheet.fact(say("打印时间", "Printed"), time(printer.clock().instant()));
    sheet.fact(say("证据包密钥指纹", "Key of sealed packs"), printer.key());
    sheet.space(24);
    sheet.text(
        say(
            "时间为北京时间 (UTC+8)。本档案供阅读；可校验的原始数据见证据包 (./greenheart verify)。",
            "Times are Beijing time (UTC+8). This file is for reading; the data that proves itself"
                + " is in the sealed evidence pack (./greenheart verify)."),
        9,
        PdfSheet.MUTED);
    sheet.next();
  }

  private void alarm(Dossier.AlarmPart part) throws IOException {
    Alarm alarm = part.alarm();
    Rule rule =
        dossier.rules().stream()
            .filter(one -> one.code().equals(alarm.rule()) && one.version() == alarm.ruleVersion())
            .findFirst()
            .orElse(null);
    String name = rule == null ? alarm.rule() : say(rule.name(), rule.nameEn());
    sheet.heading(say("报警", "Alarm") + " " + alarm.id() + ": " + name);
    sheet.fact(say("开始", "Start"), time(alarm.start()));
    sheet.fact(say("结束", "End"), alarm.end() == null ? say("持续中", "goes on") : time(alarm.end()));
    sheet.fact(say("最大值", "Peak"), amount(alarm.peak(), alarm.unit()));
    sheet.fact(say("所用限值", "Limit used"), amount(alarm.limit(), alarm.unit()));
    sheet.fact(say("依据", "Basis"), alarm.basis());
    sheet.fact(say("规则与版本", "Rule, version"), alarm.rule() + ", " + alarm.ruleVersion());
    for (JsonNode limit : part.limits()) {
      sheet.fact(say("限值编号", "Limit"), limit.path("limit").asText());
    }
    sheet.space(6);
    curve(alarm, rule);
  }

  private static String amount(@Nullable Object value, String unit) {
    return value == null ? "" : value + " " + unit;
  }

  private void curve(Alarm alarm, @Nullable Rule rule) throws IOException {
    Dossier.Quantity quantity = judged(alarm, rule).orElse(null);
    if (quantity == null) {
      return;
    }
    Instant end = alarm.end() == null ? dossier.to() : alarm.end();
    Duration room = Duration.between(alarm.start(), end).dividedBy(4).plus(Duration.ofMinutes(20));
    Curve curve =
        Curve.read(
            telemetry,
            quantity.datastream(),
            say(quantity.name(), quantity.nameEn()),
            alarm.limit(),
            alarm.start().minus(room),
            end.plus(room));
    if (!curve.isEmpty()) {
      CurveDrawing.draw(sheet, curve, say("限值", "limit"));
    }
  }

  /** The quantity that was judged, at the interval that the rule looks at. */
  private Optional<Dossier.Quantity> judged(Alarm alarm, @Nullable Rule rule) {
    String interval =
        rule == null
            ? ""
            : Nodes.with(Nodes.of(rule), "parameters", rule.parameters())
                .path("parameters")
                .path("interval")
                .asText();
    List<Dossier.Quantity> all =
        dossier.points().stream()
            .filter(point -> point.thing().id() == alarm.thing())
            .flatMap(point -> point.quantities().stream())
            .filter(quantity -> quantity.datastream().code().equals(alarm.signalCode()))
            .toList();
    return all.stream()
        .filter(quantity -> quantity.datastream().interval().text().equals(interval))
        .findFirst()
        .or(
            () ->
                all.stream()
                    .filter(quantity -> quantity.datastream().interval() == Interval.REALTIME)
                    .findFirst())
        .or(() -> all.stream().findFirst());
  }

  private void frames() throws IOException {
    sheet.heading(say("原始报文", "Raw frames"));
    SequencedSet<Long> numbers =
        ArrivalNumbers.behind(
            telemetry,
            dossier.alarms().stream()
                .flatMap(part -> judged(part.alarm(), null).stream())
                .map(Dossier.Quantity::datastream)
                .distinct()
                .toList(),
            TimeRange.of(dossier.from(), dossier.to()));
    sheet.text(
        say("所判数据的报文共 %s 条。", "%s frames brought the judged data.").formatted(numbers.size())
            + (numbers.size() > MOST_FRAMES
                ? say(" 此处列出前 %s 条，其余见证据包。", " The first %s are listed; the sealed pack has all.")
                    .formatted(MOST_FRAMES)
                : ""),
        9,
        PdfSheet.MUTED);
    PdfSheet.Table table =
        sheet.table(
            List.of(
                say("序号", "No."),
                say("接收时间", "Received"),
                say("来源", "From"),
                say("字节", "Bytes"),
                say("SHA-256 前 32 位", "SHA-256, first 32 digits")),
            0.1f,
            0.22f,
            0.25f,
            0.08f,
            0.35f);
    for (long number : numbers.stream().limit(MOST_FRAMES).toList()) {
      Arrival arrival = telemetry.arrival(number).orElse(null);
      if (arrival != null) {
        table.row(
            List.of(
                Long.toString(number),
                time(arrival.received()),
                arrival.source(),
                Integer.toString(arrival.raw().size()),
                arrival.raw().isEmpty()
                    ? ""
                    : Digests.sha256(arrival.raw().array()).substring(0, 32)));
      }
    }
  }

  private void history() throws IOException {
    sheet.heading(say("经过", "History"));
    PdfSheet.Table table =
        sheet.table(
            List.of(say("时间", "Time"), say("何人", "Who"), say("事项", "What"), say("内容", "Text")),
            0.2f,
            0.15f,
            0.15f,
            0.5f);
    Dossier.Matter matter = dossier.matter();
    if (matter != null) {
      for (CaseEvent event : matter.timeline()) {
        table.row(
            List.of(
                time(event.at()), event.who(), tongue.word(event.what()), shortened(told(event))));
      }
    }
    for (Dossier.AlarmPart part : dossier.alarms()) {
      List<JsonNode> events = part.history();
      for (JsonNode event :
          events.subList(Math.max(0, events.size() - MOST_ENTRIES), events.size())) {
        table.row(
            List.of(
                time(Instant.parse(event.path("at").asText())),
                event.path("who").asText(),
                say("报警", "alarm")
                    + " "
                    + part.alarm().id()
                    + " "
                    + tongue.word(event.path("what").asText()),
                change(event)));
      }
    }
  }

  /** What a person wrote, and what the step brought. */
  private static String told(CaseEvent event) {
    String details = event.details();
    if (details == null) {
      return event.text();
    }
    StringBuilder told = new StringBuilder(event.text());
    Nodes.with(Nodes.object(), "of", details).path("of").properties().stream()
        .filter(field -> !field.getKey().equals("handlers")) // addresses of bells
        .forEach(
            field ->
                told.append(told.isEmpty() ? "" : "; ")
                    .append(field.getKey())
                    .append(": ")
                    .append(
                        field.getValue().isValueNode()
                            ? field.getValue().asText()
                            : field.getValue().toString()));
    return told.toString();
  }

  private static String change(JsonNode event) {
    String was = event.path("was").asText("");
    String is = event.path("is").asText("");
    String why = event.path("why").asText("");
    String change = was.isEmpty() ? is : was + " -> " + is;
    return shortened((change + " " + why).strip());
  }

  private static String shortened(String text) {
    return text.length() <= 1_000 ? text : text.substring(0, 1_000) + " ...";
  }

  private void items() throws IOException {
    Dossier.Matter matter = dossier.matter();
    if (matter == null || matter.items().isEmpty()) {
      return;
    }
    sheet.heading(say("事项", "Items"));
    PdfSheet.Table table =
        sheet.table(
            List.of(
                say("编号", "No."),
                say("事项", "Item"),
                say("责任人", "Owner"),
                say("期限", "Due"),
                say("进度", "Done"),
                say("答复", "Answer")),
            0.1f,
            0.3f,
            0.15f,
            0.12f,
            0.08f,
            0.25f);
    for (JsonNode item : matter.items()) {
      table.row(
          List.of(
              item.path("code").asText(""),
              item.path("title").asText(""),
              item.path("owner").asText(""),
              item.path("due").asText(""),
              item.path("progress").asText("") + "%",
              item.path("answer").asText("")));
    }
  }

  private void upkeep() throws IOException {
    sheet.heading(say("校准与运维", "Calibrations and upkeep"));
    boolean none =
        dossier.points().stream()
            .allMatch(point -> point.upkeep().isEmpty() && point.marks().isEmpty());
    if (none) {
      sheet.text(say("此期间无记录。", "Nothing was recorded in this time."), 9, PdfSheet.MUTED);
      return;
    }
    PdfSheet.Table table =
        sheet.table(
            List.of(
                say("起", "From"),
                say("止", "To"),
                say("类别", "Kind"),
                say("何人", "Who"),
                say("说明", "Note")),
            0.2f,
            0.2f,
            0.15f,
            0.15f,
            0.3f);
    for (Dossier.PointPart point : dossier.points()) {
      for (var entry : point.upkeep()) {
        table.row(
            List.of(
                time(entry.from()),
                time(entry.to()),
                tongue.word(entry.kind().text()),
                entry.who(),
                entry.struck() == null ? entry.note() : say("（已划去）", "(struck) ") + entry.note()));
      }
      for (var mark : point.marks()) {
        table.row(
            List.of(
                time(mark.from()),
                time(mark.to()),
                tongue.word(mark.kind().text()),
                mark.author(),
                mark.withdrawn() == null
                    ? mark.note()
                    : say("（已撤回）", "(withdrawn) ") + mark.note()));
      }
    }
  }

  private void evidence() throws IOException, InterruptedException {
    if (dossier.matter() == null) {
      return;
    }
    sheet.heading(say("证据清单", "Evidence"));
    if (dossier.attachments().isEmpty()) {
      sheet.text(say("无附件。", "No files."), 9, PdfSheet.MUTED);
    }
    for (Attachment file : dossier.attachments()) {
      List<String> lines = lines(file);
      Optional<byte[]> picture = file.holds() ? picture(file) : Optional.empty();
      if (picture.isPresent()) {
        sheet.picture(picture.get(), PICTURE, lines);
      } else {
        sheet.text(String.join("\n", lines), 9, PdfSheet.INK);
        sheet.space(6);
      }
    }
  }

  private Optional<byte[]> picture(Attachment file) throws IOException, InterruptedException {
    if (FileKind.ofMedia(file.media()).filter(FileKind::drawable).isEmpty()) {
      return Optional.empty();
    }
    Path content = store.path(file.sha256());
    return Files.exists(content)
        ? Pictures.small(content, 480, PhotoFacts.read(content).orientation())
        : Optional.empty();
  }

  private List<String> lines(Attachment file) {
    String place =
        file.latitude() == null
            ? ""
            : say("照片自述位置 ", "place by the photo ") + file.latitude() + ", " + file.longitude();
    String taken =
        file.taken() == null
            ? ""
            : say("照片自述时间 ", "time by the photo ") + file.taken().toString().replace('T', ' ');
    String struck = file.holds() ? "" : say("已划去：", "struck: ") + file.struckWhy();
    return Stream.of(
            "%s. %s".formatted(file.id(), file.name()),
            file.note(),
            say("添加 ", "added ") + time(file.added()) + ", " + file.addedBy(),
            taken,
            place,
            struck,
            "SHA-256 " + file.sha256())
        .filter(line -> !line.isBlank())
        .toList();
  }
}
