// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import java.util.Arrays;
import org.greenheart.protocols.hj212.Factor;
import org.greenheart.protocols.hj212.FactorTable;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Parameters;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.Text;
import org.greenheart.storage.Value;
import org.greenheart.storage.telemetry.RowChange;
import org.jspecify.annotations.Nullable;

/**
 * What one message says of one quantity, collected field by field. A field given twice: the later
 * one counts. Not thread-safe.
 */
final class RowFields {
  private static final String[] NO_NAMES = {};
  private static final Value[] NO_VALUES = {};

  private final String code;
  private final String systemType;

  /** The field that is the result: Rtd of realtime readings, Avg of all others. */
  private final Part main;

  private boolean hasResult;
  private boolean resultIsMain;
  private @Nullable Value result;
  private @Nullable String flag;
  private String[] names = NO_NAMES;
  private Value[] values = NO_VALUES;
  private int parameters;

  /**
   * @param code as sent
   */
  RowFields(String code, Series series, String systemType) {
    this.code = code;
    this.systemType = systemType;
    this.main = series == Series.REALTIME ? Part.RTD : Part.AVG;
  }

  String code() {
    return code;
  }

  boolean isEmpty() {
    return !hasResult && flag == null && parameters == 0;
  }

  /** Takes a field in. */
  void take(Part part, String sentName, String value) {
    switch (part) {
      case RTD, AVG -> takeResult(part, value);
      case MIN, MAX, TOTAL, CORRECTED, CORRECTED_MIN, CORRECTED_MAX, RAW -> {
        if (!value.isBlank()) {
          put(part.parameter(), Values.numberOrText(value));
        }
      }
      case FLAG -> {
        if (!value.isBlank()) {
          flag = value.strip();
        }
      }
      case MAKER_FLAG -> {
        if (!value.isBlank()) {
          put(part.parameter(), new Text(value.strip()));
        }
      }
      case OTHER -> put(sentName, Values.asSent(value));
    }
  }

  private void takeResult(Part part, String value) {
    if (part == main) {
      if (hasResult && !resultIsMain && result != null) {
        put(otherThan(part).parameter(), result);
      }
      resultIsMain = true;
      setResult(value);
    } else if (resultIsMain) {
      put(part.parameter(), Values.numberOrText(value));
    } else {
      setResult(value);
    }
  }

  private static Part otherThan(Part part) {
    return part == Part.RTD ? Part.AVG : Part.RTD;
  }

  private void setResult(String sent) {
    hasResult = true;
    Value value = Values.numberOrText(sent);
    boolean readable =
        value instanceof Decimal || (Values.isWord(((Text) value).text()) && mayBeWord());
    result = readable ? value : null;
    if (!readable) {
      put("sent", new Text(sent.strip()));
    }
  }

  /**
   * The condition marks of HJ 212-2025 (ST=45) are words, and so may be what no table knows. A
   * quantity of which the table says that it is a number is never a word.
   */
  private boolean mayBeWord() {
    @Nullable Factor factor =
        FactorTable.standard()
            .find(FactorTable.standard().canonical(code, systemType))
            .orElse(null);
    return factor == null || factor.decimals() < 0;
  }

  private void put(String name, Value value) {
    for (int i = 0; i < parameters; i++) {
      if (names[i].equals(name)) {
        values[i] = value;
        return;
      }
    }
    if (parameters == names.length) {
      names = Arrays.copyOf(names, Math.max(4, 2 * parameters));
      values = Arrays.copyOf(values, names.length);
    }
    names[parameters] = name;
    values[parameters++] = value;
  }

  RowChange toChange(long datastream, long startMicros) {
    return new RowChange(
        new RowKey(datastream, startMicros, 0),
        hasResult,
        result,
        flag,
        Parameters.of(names, values, parameters),
        false);
  }
}
