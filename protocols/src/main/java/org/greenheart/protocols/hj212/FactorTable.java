// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The codes of appendix B, of 2017 with the rows known to differ in 2025, and codes seen in use:
 * the resource {@code factors.tsv}, which says of each row where it comes from. A code that is not
 * here is no error. Immutable and thread-safe.
 */
public final class FactorTable {
  private static final FactorTable STANDARD = new FactorTable(TsvResource.rows("factors.tsv"));

  /** SO2, NO, NO2, NOx, O3; TSP, PM10, PM2.5, PM1. CO stays mg/m3. */
  private static final Set<String> AMBIENT_IN_MICROGRAMS =
      Set.of(
          "a05024", "a21002", "a21003", "a21004", "a21026", "a34001", "a34002", "a34004", "a34005");

  private final List<Factor> factors;
  private final Map<String, Factor> byCode = new HashMap<>();
  private final Map<String, Factor> changedIn2025 = new HashMap<>();

  /** Medium and 2005 code to the 2017 code, only where there is exactly one. */
  private final Map<Medium, Map<String, String>> successors = new HashMap<>();

  private FactorTable(List<List<String>> rows) {
    List<Factor> read = new ArrayList<>(rows.size());
    for (List<String> row : rows) {
      read.add(factor(row));
    }
    factors = List.copyOf(read);
    Set<String> doubtful = new HashSet<>();
    for (Factor factor : factors) {
      if (byCode.putIfAbsent(factor.code(), factor) != null && factor.standard().equals("2025")) {
        changedIn2025.put(factor.code(), factor);
      }
      String old = factor.code2005();
      if (old.isEmpty() || old.equals(factor.code())) {
        continue;
      }
      String before =
          successors
              .computeIfAbsent(factor.medium(), _ -> new HashMap<>())
              .putIfAbsent(old, factor.code());
      if (before != null && !before.equals(factor.code())) {
        doubtful.add(factor.medium() + old);
      }
    }
    successors.forEach(
        (medium, codes) -> codes.keySet().removeIf(old -> doubtful.contains(medium + old)));
  }

  /** The table of this release. */
  public static FactorTable standard() {
    return STANDARD;
  }

  /** All rows, in the order of the resource. */
  public List<Factor> all() {
    return factors;
  }

  /** The row of a code as 2017 has it; of a code that only 2025 or use in the field knows, that. */
  public Optional<Factor> find(String code) {
    return Optional.ofNullable(byCode.get(code)).or(() -> findNumbered(code));
  }

  /** The row of a code as this edition has it. */
  public Optional<Factor> find(String code, Hj212Version version) {
    Factor changed = version == Hj212Version.V2025 ? changedIn2025.get(code) : null;
    return changed != null ? Optional.of(changed) : find(code);
  }

  /**
   * The 2017 code of what a frame calls {@code code} under system type {@code st}: a 2005 code
   * gives its successor where the table has exactly one for the medium of this system type. All
   * other codes stay as they are, also those of another medium.
   */
  public String canonical(String code, String st) {
    Map<String, String> codes = successors.get(Medium.ofSystem(st));
    return codes == null ? code : codes.getOrDefault(code, code);
  }

  /**
   * The unit in which a code comes under a system type. It is the row's, except where ambient air
   * is measured: air stations (ST=22) and dust monitors (ST=39) send what GB 3095 states its limits
   * in, ug/m3, where appendix B prints the mg/m3 of stacks for the gases and ng/m3 for particulates
   * (its N3.3 could not even hold those).
   *
   * @return empty when the code is not known
   */
  public String unit(String code, String st) {
    return unit(code, st, find(code));
  }

  /** As {@link #unit(String, String)}, by the row of an edition. */
  public String unit(String code, String st, Hj212Version version) {
    return unit(code, st, find(code, version));
  }

  private static String unit(String code, String st, Optional<Factor> factor) {
    boolean ambient = (st.equals("22") || st.equals("39")) && AMBIENT_IN_MICROGRAMS.contains(code);
    return ambient ? "ug/m3" : factor.map(Factor::unit).orElse("");
  }

  /** Finds {@code e10101} in the row {@code e101xx} and {@code i33315} in {@code i3331x}. */
  private Optional<Factor> findNumbered(String code) {
    if (code.length() != 6 || !Hj212Time.digits(code.substring(1))) {
      return Optional.empty();
    }
    Factor two = byCode.get(code.substring(0, 4) + "xx");
    return two != null
        ? Optional.of(two)
        : Optional.ofNullable(byCode.get(code.substring(0, 5) + "x"));
  }

  private static Factor factor(List<String> row) {
    return new Factor(
        row.get(0),
        row.get(1),
        row.get(2),
        row.get(3),
        row.get(4),
        row.get(6).isEmpty() ? -1 : Integer.parseInt(row.get(6)),
        medium(row.get(7)),
        row.get(8),
        row.get(9),
        row.get(10),
        row.get(11));
  }

  private static Medium medium(String cell) {
    return switch (cell) {
      case "water" -> Medium.WATER;
      case "air" -> Medium.AIR;
      case "noise" -> Medium.NOISE;
      default -> Medium.OTHER;
    };
  }
}
