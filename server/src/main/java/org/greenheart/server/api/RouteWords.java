// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import java.util.Map;

/** One sentence for people about routes whose path does not say it all. */
final class RouteWords {
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("GET /api/me", "Who calls, what they may do, and what this installation is"),
          Map.entry("POST /api/setup", "The first visit: makes the owner's account, once"),
          Map.entry("POST /api/login", "Log in: login, password and, where asked for, code"),
          Map.entry("POST /api/logout", "End this session"),
          Map.entry("POST /api/reset", "Set a password by a code that an owner has given"),
          Map.entry("POST /api/me/password", "Change one's own password; other sessions end"),
          Map.entry("POST /api/me/totp", "Begin with codes of a phone: gives the secret"),
          Map.entry("POST /api/me/totp/confirm", "Ask for codes from now on: gives recovery codes"),
          Map.entry("POST /api/me/tokens", "Make a token for a program; its secret is shown once"),
          Map.entry("POST /api/accounts", "Make an account; gives the code for its first password"),
          Map.entry("POST /api/accounts/{id}/reset", "Give a code for a new password"),
          Map.entry("GET /api/roles", "What each role may do"),
          Map.entry("GET /api/audit", "Who did what, newest first"),
          Map.entry("GET /api/audit.csv", "The same as CSV"),
          Map.entry("GET /api/audit/check", "Go through the audit's chain of hashes"),
          Map.entry("GET /api/openapi.json", "This document"),
          Map.entry("GET /api/events", "Live events (server-sent); ?thing=ID adds its rows"),
          Map.entry("POST /api/enterprises/{id}/tax", "The tax of a month, with its working"),
          Map.entry("POST /api/enterprises/{id}/tax.xlsx", "The same as draft of a declaration"),
          Map.entry("GET /api/points", "All points with their state"),
          Map.entry("GET /api/points/{id}", "A point with its newest values"),
          Map.entry("GET /api/datastreams/{id}/series", "A curve, thinned to what a chart shows"),
          Map.entry("GET /api/observations/{id}/trace", "The frame and the rule behind a number"),
          Map.entry(
              "GET /api/meters", "Sources of meters (Modbus, DL/T 645, MQTT) and how they do"),
          Map.entry("POST /api/meters/try", "Ask the meters of a draft once; nothing is kept"),
          Map.entry(
              "POST /api/meters/map/{kind}", "Read a map from a spreadsheet; nothing is kept"),
          Map.entry("GET /api/counters", "Datastreams whose values only rise"),
          Map.entry("PUT /api/counters/{id}", "Say that a Datastream is a counter, and which"),
          Map.entry("GET /api/counters/{id}/used", "What was used from one time to another"),
          Map.entry("GET /api/counters/steps", "Readings that do not follow from those before"),
          Map.entry("PUT /api/counters/{id}/steps/{step}", "Say what such a reading was"),
          Map.entry("GET /api/status", "The frame around every page"),
          Map.entry("GET /health", "The state in one word; why, for those who keep the server"),
          Map.entry("POST /api/backups", "Copy all data, of one instant"));

  private RouteWords() {}

  /** Empty where the path says it all. */
  static String of(String method, String path) {
    return WORDS.getOrDefault(method + " " + path, "");
  }
}
