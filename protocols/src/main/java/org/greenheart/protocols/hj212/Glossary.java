// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The names of commands, system types, data marks, return codes and fields, for explaining frames
 * to people: the resource {@code names.tsv}. Empty for what the standard does not name.
 * Thread-safe.
 */
public final class Glossary {
  private static final Map<String, Name> NAMES = read();

  private Glossary() {}

  /** The command code CN; some codes changed their meaning after 2005. */
  public static Optional<Name> command(String cn, Hj212Version version) {
    return find("command", cn, version);
  }

  /** The system code ST. */
  public static Optional<Name> systemType(String st) {
    return find("system", st);
  }

  /** A data mark ({@code xxxxxx-Flag}). */
  public static Optional<Name> mark(String mark, Hj212Version version) {
    return find("mark", mark, version);
  }

  /** The answer to a request (QnRtn). */
  public static Optional<Name> requestResult(String qnRtn) {
    return find("request-result", qnRtn);
  }

  /** The result of an execution (ExeRtn). */
  public static Optional<Name> executionResult(String exeRtn) {
    return find("execution-result", exeRtn);
  }

  /** A header field under its standard name. */
  public static Optional<Name> headerField(String name) {
    return find("header", name);
  }

  /** A field of the data area, by {@link Field#part}. */
  public static Optional<Name> field(String part) {
    return find("field", part);
  }

  private static Optional<Name> find(String kind, String code, Hj212Version version) {
    Name ofEdition = NAMES.get(key(kind, code, version.year()));
    return ofEdition != null ? Optional.of(ofEdition) : find(kind, code);
  }

  private static Optional<Name> find(String kind, String code) {
    return Optional.ofNullable(NAMES.get(key(kind, code, "*")));
  }

  private static Map<String, Name> read() {
    Map<String, Name> names = new HashMap<>();
    for (List<String> row : TsvResource.rows("names.tsv")) {
      names.put(key(row.get(0), row.get(1), row.get(2)), new Name(row.get(3), row.get(4)));
    }
    return Map.copyOf(names);
  }

  private static String key(String kind, String code, String edition) {
    return kind + '\t' + code + '\t' + edition;
  }
}
