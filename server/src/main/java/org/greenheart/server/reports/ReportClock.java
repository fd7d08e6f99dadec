// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.reports;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.greenheart.server.accounts.Caller;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.ApiJson;
import org.greenheart.server.waiting.Pause;
import org.greenheart.server.waiting.Rounds;
import org.greenheart.server.waiting.Steady;
import org.greenheart.storage.registry.NoticeEvent;
import org.greenheart.storage.registry.NoticeKind;
import org.greenheart.storage.registry.Reach;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.ReportSchedule;
import org.greenheart.storage.registry.ReportSchedule.Every;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the reports that are due: the file first, then the notice that carries it and the next due
 * time in one transaction. Killed between, it makes the file anew and tells once. Files go after a
 * month, which is longer than a notice waits.
 *
 * <p>One thread works; the public methods are thread-safe.
 */
final class ReportClock implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ReportClock.class);
  private static final Duration EVERY = Duration.ofSeconds(20);
  private static final Duration TRY_AGAIN = Duration.ofMinutes(10);
  private static final Duration FILES_KEPT = Duration.ofDays(31);
  private static final ObjectMapper MAPPER = ApiJson.mapper();

  private final Registry registry;
  private final ReportMaker maker;
  private final Path folder;
  private final LongFunction<Optional<Caller>> callerOf;
  private final InstantSource clock;
  private final Rounds rounds;

  /**
   * @param folder in which files are made
   * @param callerOf who an account is now; empty when it may come in no more
   */
  ReportClock(
      Registry registry,
      ReportMaker maker,
      Path folder,
      LongFunction<Optional<Caller>> callerOf,
      Pause pause,
      InstantSource clock) {
    this.registry = requireNonNull(registry, "registry is null");
    this.maker = requireNonNull(maker, "maker is null");
    this.folder = requireNonNull(folder, "folder is null");
    this.callerOf = requireNonNull(callerOf, "callerOf is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.rounds =
        new Rounds(
            "reports",
            pause,
            clock.instant().plus(EVERY),
            new Steady(
                clock,
                EVERY,
                this::step,
                "Reports that are due could not be made and are tried again"));
  }

  void start() {
    rounds.start();
  }

  /** Makes what is due now. */
  void step() {
    Instant now = clock.instant();
    List<ReportSchedule> due = registry.reportSchedules().due(now);
    for (ReportSchedule schedule : due) {
      make(schedule, now);
    }
    if (!due.isEmpty()) {
      clear(now);
    }
  }

  private void make(ReportSchedule schedule, Instant now) {
    try {
      ReportMaker.Order order = order(schedule);
      Path file =
          Path.of(
              Long.toString(schedule.id()), order.request().fileName() + "." + schedule.format());
      maker.file(order, schedule.format(), folder.resolve(file));
      String title = schedule.name() + " " + order.request().from() + " – " + order.request().to();
      Instant next = next(schedule.every(), schedule.at(), now);
      registry.<Boolean>write(
          tables -> {
            tables
                .notices()
                .post(
                    NoticeEvent.plain(
                        NoticeKind.REPORT,
                        schedule.id(),
                        now,
                        title,
                        file.toString().replace('\\', '/'),
                        String.join(" ", new TreeSet<>(schedule.recipients()))));
            tables.reportSchedules().made(schedule.id(), next, null);
            return true;
          });
    } catch (IOException | RuntimeException e) {
      log.error("Report {} could not be made and is tried again", schedule.name(), e);
      registry
          .reportSchedules()
          .made(schedule.id(), now.plus(TRY_AGAIN), String.valueOf(e.getMessage()));
    }
  }

  static Map<String, String> read(String request) {
    try {
      return MAPPER.readValue(request, new TypeReference<Map<String, String>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a kept request cannot be read", e);
    }
  }

  static String write(Map<String, String> request) {
    try {
      return MAPPER.writeValueAsString(request);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a request cannot be written", e);
    }
  }

  /** Of the whole day, week or month before the day on which it is due. */
  private ReportMaker.Order order(ReportSchedule schedule) {
    LocalDate day = LocalDate.ofInstant(schedule.next(), Cell.BEIJING);
    LocalDate first =
        switch (schedule.every()) {
          case DAY -> day.minusDays(1);
          case WEEK -> monday(day).minusWeeks(1);
          case MONTH -> day.withDayOfMonth(1).minusMonths(1);
        };
    LocalDate last =
        switch (schedule.every()) {
          case DAY -> first;
          case WEEK -> first.plusDays(6);
          case MONTH -> first.plusMonths(1).minusDays(1);
        };
    Map<String, String> given = new HashMap<>(read(schedule.request()));
    given.put("from", first.toString());
    given.put("to", last.toString());
    given.put("language", schedule.language());
    return ReportMaker.Order.of(given, reach(schedule));
  }

  /** What its author may see now, who may have been given less since it was made. */
  private Reach reach(ReportSchedule schedule) {
    if (schedule.account() == 0) {
      return schedule.reach();
    }
    return callerOf
        .apply(schedule.account())
        .filter(caller -> caller.may(Right.READ_DATA))
        .map(Caller::scope)
        .orElse(Reach.nothing());
  }

  private static LocalDate monday(LocalDate day) {
    return day.minusDays(day.getDayOfWeek().getValue() - 1L);
  }

  /** The next day, Monday or first of a month at a time of the day, after now. */
  static Instant next(Every every, LocalTime at, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, Cell.BEIJING);
    LocalDate day =
        switch (every) {
          case DAY -> today;
          case WEEK -> monday(today);
          case MONTH -> today.withDayOfMonth(1);
        };
    Instant due = at(day, at);
    if (due.isAfter(now)) {
      return due;
    }
    return at(
        switch (every) {
          case DAY -> day.plusDays(1);
          case WEEK -> day.plusWeeks(1);
          case MONTH -> day.plusMonths(1);
        },
        at);
  }

  private static Instant at(LocalDate day, LocalTime time) {
    return day.atTime(time).atZone(Cell.BEIJING).toInstant();
  }

  private void clear(Instant now) {
    Instant before = now.minus(FILES_KEPT);
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder, 2)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        FileTime written = Files.getLastModifiedTime(file);
        if (written.toInstant().isBefore(before)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      log.warn("Old reports could not be cleared: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    rounds.close();
  }
}
