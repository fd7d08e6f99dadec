// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.reports;

import static java.util.Objects.requireNonNull;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenheart.storage.registry.Reach;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;

/** Makes reports. Thread-safe. */
final class ReportMaker {
  private final Registry registry;
  private final Telemetry telemetry;
  private final InstantSource clock;
  private final Path templates;

  /**
   * @param templates folder with the operator's; need not be there
   */
  ReportMaker(Registry registry, Telemetry telemetry, InstantSource clock, Path templates) {
    this.registry = requireNonNull(registry, "registry is null");
    this.telemetry = requireNonNull(telemetry, "telemetry is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.templates = requireNonNull(templates, "templates is null");
  }

  /**
   * What is made: all that is asked for and the form of it.
   *
   * @param reach the points that the reader may see: the others do not appear
   */
  record Order(ReportRequest request, Reach reach, String language, Optional<String> template) {
    /**
     * @throws RuleException naming the field that does not fit
     */
    static Order of(Map<String, String> given, Reach reach) {
      String language = given.getOrDefault("language", "zh");
      if (!language.equals("zh") && !language.equals("en")) {
        throw new RuleException("language", "must be zh or en", language, "report-language");
      }
      return new Order(
          ReportRequest.of(given),
          reach,
          language,
          Optional.ofNullable(given.get("template")).filter(name -> !name.isEmpty()));
    }
  }

  List<String> templates() {
    return Template.names(templates);
  }

  /** Reads the template now, so that what is wrong with it is said before anything is written. */
  @Nullable Template templateOf(Order order) {
    return order.template().map(name -> Template.read(templates, name)).orElse(null);
  }

  ScreenSink.Screen screen(Order order, int mostRows) throws IOException {
    ScreenSink sink = new ScreenSink(mostRows);
    write(order, templateOf(order), sink, false);
    return sink.screen();
  }

  void csv(Order order, @Nullable Template template, OutputStream out) throws IOException {
    write(order, template, new CsvSink(out, order.language()), true);
  }

  void workbook(Order order, @Nullable Template template, OutputStream out) throws IOException {
    write(order, template, new WorkbookSink(out, order.language()), false);
  }

  /** Writes a file whole or not at all. */
  void file(Order order, String format, Path file) throws IOException {
    Template template = templateOf(order);
    Files.createDirectories(requireNonNull(file.getParent(), "parent is null"));
    Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished))) {
      if (format.equals("csv")) {
        csv(order, template, out);
      } else {
        workbook(order, template, out);
      }
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(unfinished);
      throw e;
    }
    Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private void write(Order order, @Nullable Template template, Sink sink, boolean oneSheet)
      throws IOException {
    ReportRequest request = order.request();
    Chosen chosen = new Chosen(registry, request, order.reach());
    Report report =
        switch (request.kind()) {
          case DATA -> new DataReport(request, chosen, telemetry, oneSheet);
          case EXCEEDANCES, ALARMS -> new AlarmReport(request, chosen, registry);
          case RATES -> new RateReport(request, chosen, telemetry, clock.instant());
          case CASES -> new CaseReport(request, chosen, registry);
          case AIR -> new AirReport(request, chosen, telemetry, clock.instant());
        };
    report.write(Template.arranged(template, sink));
    sink.end();
  }
}
