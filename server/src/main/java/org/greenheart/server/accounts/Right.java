// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.accounts;

import io.javalin.security.RouteRole;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a route lets somebody do. Each route states one as it is registered; one that states none is
 * for the owner alone.
 */
public enum Right implements RouteRole {
  /** Needs no login. */
  PUBLIC,
  /** For everybody who has logged in: their own account, and what is about nobody. */
  LOGGED_IN,
  /** Points, observations, frames, days, live events, SensorThings. */
  READ_DATA,
  /** Observations and entities, written through SensorThings. */
  WRITE_DATA,
  /** Enterprises, permits, areas, groups. */
  READ_PLACES,
  KEEP_PLACES,
  /** Devices, those that knocked too. */
  READ_DEVICES,
  /** Accept, reject, command and remove devices, points and datastreams. */
  KEEP_DEVICES,
  READ_ALARMS,
  /** Acknowledge, assign, comment, shelve. */
  HANDLE_ALARMS,
  READ_CASES,
  /** Answer in a case: notes and evidence. */
  WORK_ON_CASES,
  /** The steps that a case's kind gives to one's role: investigate, verify, close, reopen. */
  TAKE_STEPS,
  /** Open, tie, merge alarms into cases. */
  HANDLE_CASES,
  READ_RULES,
  /** Rules, limits, the policy of alarms, judging again. */
  KEEP_RULES,
  /**
   * Mark calibration, maintenance and stops; enter what was done at a device, and what people and
   * laboratories measured.
   */
  MARK_POINTS,
  /** Production, energy and carbon of an enterprise, by its own figures. */
  READ_ENERGY,
  /** Enter batches, bills, meters and readings by hand; choose factors; agree to share. */
  KEEP_ENERGY,
  /** How the server does: health in full, figures, retention. */
  READ_SERVER,
  /** Backups and the settings of the whole. */
  KEEP_SERVER,
  /** Accounts, their roles and what they may see. */
  KEEP_ACCOUNTS,
  READ_AUDIT,
  /** What buyers and suppliers share with each other: of the enterprises that the scope names. */
  READ_SUPPLY,
  /** Ask, order, deliver and receive for these enterprises. */
  TRADE,
  /** What tax offices and others gave for the tax supervision, and its clues. */
  READ_TAX,
  /** What the tax office itself gives for it: declarations. */
  DECLARE_TAX,
  /** All its imports, rules, verdicts and cases. */
  KEEP_TAX;

  /** As it is written in JSON and in the store. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Empty for a word that is no right. */
  public static Optional<Right> ofText(String text) {
    return Stream.of(values()).filter(right -> right.text().equals(text)).findFirst();
  }
}
