// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

import java.time.Duration;

/** What the server may change on a logger. Thread-safe. */
final class Settings {
  private Schedule schedule;
  private Duration overtime;
  private int resends;
  private Duration skew;
  private boolean sendsRealtime = true;
  private boolean sendsStates = true;

  Settings(LoggerPlan plan, LoggerOptions options) {
    this.schedule = plan.schedule();
    this.overtime = options.overtime();
    this.resends = options.resends();
    this.skew = options.skew();
  }

  synchronized Schedule schedule() {
    return schedule;
  }

  synchronized void realtimeEvery(Duration interval) {
    long seconds = Math.max(1, interval.toSeconds());
    Duration phase = Duration.ofSeconds(schedule.phase().toSeconds() % seconds);
    schedule = new Schedule(interval, schedule.minute(), phase, schedule.lag());
  }

  synchronized void minuteEvery(Duration period) {
    schedule = new Schedule(schedule.realtime(), period, schedule.phase(), schedule.lag());
  }

  synchronized Duration overtime() {
    return overtime;
  }

  synchronized int resends() {
    return resends;
  }

  synchronized void patience(Duration newOvertime, int newResends) {
    overtime = newOvertime;
    resends = newResends;
  }

  /** How far the logger's own clock is ahead. */
  synchronized Duration skew() {
    return skew;
  }

  synchronized void skew(Duration changed) {
    skew = changed;
  }

  synchronized boolean sendsRealtime() {
    return sendsRealtime;
  }

  synchronized void sendsRealtime(boolean on) {
    sendsRealtime = on;
  }

  synchronized boolean sendsStates() {
    return sendsStates;
  }

  synchronized void sendsStates(boolean on) {
    sendsStates = on;
  }
}
