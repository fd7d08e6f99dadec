// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.greenheart.storage.registry.KeptKind;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Tables;

/**
 * The kinds of cases: those that come with the program, and over them those that an operator has
 * made. Thread-safe.
 */
final class CaseKinds {
  private static final List<String> SHIPPED =
      List.of(
          "environment",
          "safety-inspection",
          "campaign-complaint",
          "petition",
          "suggestion",
          "project",
          "plan-item",
          "plan",
          "programme",
          "tax-clue",
          "tax-class");

  private final Map<String, CaseKind> shipped = new LinkedHashMap<>();
  private final Map<Long, CaseKind> kept = new ConcurrentHashMap<>();

  CaseKinds() {
    for (String code : SHIPPED) {
      shipped.put(code, KindReader.read(resource("kind-" + code + ".json")));
    }
  }

  private static String resource(String name) {
    try (InputStream in = CaseKinds.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("kind (%s) is missing".formatted(name));
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All that hold now. */
  List<CaseKind> all(Tables tables) {
    Map<String, CaseKind> all = new LinkedHashMap<>(shipped);
    tables.caseBook().kinds().list().forEach(row -> all.put(row.code(), read(row)));
    return List.copyOf(all.values());
  }

  /**
   * @throws RuleException {@code kind-unknown}
   */
  CaseKind of(Tables tables, String code) {
    KeptKind row = tables.caseBook().newestKind(code).orElse(null);
    CaseKind kind = row == null ? shipped.get(code) : read(row);
    if (kind == null) {
      throw new RuleException("kind", "is not a kind of case", code, "kind-unknown");
    }
    return kind;
  }

  private CaseKind read(KeptKind row) {
    return kept.computeIfAbsent(row.id(), id -> KindReader.read(row.document()));
  }

  /**
   * Keeps a kind as its newest version; the same document again changes nothing.
   *
   * @throws RuleException when it cannot be read: see {@link KindReader}
   */
  CaseKind put(Tables tables, String document, String author) {
    CaseKind kind = KindReader.read(document);
    KeptKind before = tables.caseBook().newestKind(kind.code()).orElse(null);
    if (before == null || !before.document().equals(document)) {
      int version = before == null ? 1 : before.version() + 1;
      tables
          .caseBook()
          .kinds()
          .put(new KeptKind(0, kind.code(), version, document, author, tables.now()));
    }
    return kind;
  }
}
