// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supervision;

import static java.util.Objects.requireNonNull;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Tables;
import org.greenheart.storage.registry.TaxBook;
import org.greenheart.storage.registry.TaxMatch;

/**
 * Who is who in the lists: first by credit code; a name alone is somebody's only when a person has
 * said so. One credit code has one name, or further ones that a person has agreed to. Not
 * thread-safe.
 */
final class FirmNames {
  private static final int MOST_CANDIDATES = 3;

  /** Share of pairs of letters in common from which a name is like another. */
  private static final double ALIKE = 0.5;

  private final Map<String, String> byCode = new LinkedHashMap<>();
  private final Map<String, String> decided = new HashMap<>();
  private final Map<String, String> nameless = new LinkedHashMap<>();

  private FirmNames() {}

  /**
   * A firm that a name may be.
   *
   * @param alike in percent; 100: the same but for spaces, brackets and width
   */
  record Candidate(String creditCode, String name, int alike) {}

  /** A name without a credit code that nobody has decided on. */
  record Doubt(String name, List<Candidate> candidates) {
    Doubt {
      candidates = List.copyOf(candidates);
    }
  }

  /** Firms of the place tables go before those of the lists. */
  static FirmNames read(Tables tables) {
    FirmNames names = new FirmNames();
    tables
        .places()
        .enterprises()
        .list()
        .forEach(firm -> names.byCode.put(firm.creditCode(), firm.name()));
    for (TaxMatch match : tables.taxBook().matches().list()) {
      names.decided.put(plain(match.name()), match.creditCode());
    }
    for (TaxBook.FirmName firm : tables.taxBook().firmNames()) {
      if (firm.creditCode().isEmpty()) {
        names.nameless.putIfAbsent(plain(firm.name()), firm.name());
      } else {
        names.byCode.putIfAbsent(firm.creditCode(), firm.name());
      }
    }
    return names;
  }

  /** Without spaces, width, brackets and case. */
  static String plain(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC)
        .replaceAll("[\\s()\\[\\]·.,\"'“”《》]", "")
        .toLowerCase(Locale.ROOT);
  }

  /**
   * Takes note of a firm of a list.
   *
   * @throws RuleException {@code credit-code-two-firms}
   */
  void require(String creditCode, String name) {
    String known = byCode.putIfAbsent(creditCode, name);
    if (known != null
        && !plain(known).equals(plain(name))
        && !creditCode.equals(decided.get(plain(name)))) {
      throw new RuleException(
          ListForm.CREDIT_CODE,
          "belongs to %s, not to %s: two firms cannot have one credit code (a new name of the same"
                  .formatted(known, name)
              + " firm is agreed to under doubtful matches)",
          creditCode,
          "credit-code-two-firms");
    }
  }

  /** Whose it is: by its credit code, or by what a person has said of its name. */
  Optional<String> whose(String creditCode, String name) {
    return creditCode.isEmpty()
        ? Optional.ofNullable(decided.get(plain(name))).filter(code -> !code.isEmpty())
        : Optional.of(creditCode);
  }

  /** What a firm is called. */
  String nameOf(String creditCode) {
    return requireNonNull(byCode.getOrDefault(creditCode, creditCode), "no name");
  }

  boolean knows(String creditCode) {
    return byCode.containsKey(creditCode);
  }

  /** A firm's name, made ready to be compared with many. */
  private record Known(String creditCode, String name, String plain, Set<String> pairs) {}

  /** Names that wait for a person's yes, each with the firms that it may be. */
  List<Doubt> doubts(int most) {
    List<Known> firms = new ArrayList<>();
    byCode.forEach(
        (code, name) -> firms.add(new Known(code, name, plain(name), pairs(plain(name)))));
    return nameless.entrySet().stream()
        .filter(each -> !decided.containsKey(each.getKey()))
        .limit(most)
        .map(each -> new Doubt(each.getValue(), candidates(each.getKey(), firms)))
        .toList();
  }

  private static List<Candidate> candidates(String plain, List<Known> firms) {
    Set<String> pairs = pairs(plain);
    return firms.stream()
        .map(
            firm ->
                new Candidate(
                    firm.creditCode(),
                    firm.name(),
                    firm.plain().equals(plain) ? 100 : (int) (100 * alike(pairs, firm.pairs()))))
        .filter(candidate -> candidate.alike() >= 100 * ALIKE)
        .sorted(Comparator.comparingInt(Candidate::alike).reversed())
        .limit(MOST_CANDIDATES)
        .toList();
  }

  private static Set<String> pairs(String text) {
    Set<String> pairs = new LinkedHashSet<>();
    for (int i = 0; i + 1 < text.length(); i++) {
      pairs.add(text.substring(i, i + 2));
    }
    return pairs;
  }

  private static double alike(Set<String> one, Set<String> other) {
    long both = one.stream().filter(other::contains).count();
    return one.isEmpty() || other.isEmpty() ? 0 : 2.0 * both / (one.size() + other.size());
  }
}
