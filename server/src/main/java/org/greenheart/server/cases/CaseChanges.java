// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import static java.util.Objects.requireNonNull;

import io.javalin.http.Context;
import java.util.function.BiFunction;
import org.greenheart.server.api.Params;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Tables;

/**
 * Changes a case for a request that says which version it has seen; where there is another one now,
 * nothing is done and both states are told.
 */
final class CaseChanges {
  private final Registry registry;
  private final CaseDesk desk;
  private final People people;

  CaseChanges(Registry registry, CaseDesk desk, People people) {
    this.registry = requireNonNull(registry, "registry is null");
    this.desk = requireNonNull(desk, "desk is null");
    this.people = requireNonNull(people, "people is null");
  }

  /**
   * Answers with the case as it became.
   *
   * @throws ConflictException when it has another version than the one seen
   */
  void make(Context ctx, BiFunction<Tables, CaseFile, CaseFile> work) {
    make(ctx, false, work);
  }

  /**
   * As above.
   *
   * @param ofOpen whether only an open case can be changed so: that it was closed meanwhile, by the
   *     data or by a person, is then all there is to tell
   */
  void make(Context ctx, boolean ofOpen, BiFunction<Tables, CaseFile, CaseFile> work) {
    long id = Params.number(ctx, "id");
    long version = version(ctx);
    Person person = people.of(ctx);
    CasePage page =
        registry.write(
            tables -> {
              CaseFile file = tables.cases().existing(id);
              if (file.version() != version) {
                CasePage theirs = CasePage.of(file, tables, desk, person);
                throw ofOpen && !file.open()
                    ? ConflictException.closed(
                        "case (%s) was closed at %s, before this was sent"
                            .formatted(file.number(), file.closed()),
                        theirs)
                    : ConflictException.changed(
                        "case (%s) has version %s, not %s: somebody has changed it"
                            .formatted(file.number(), file.version(), version),
                        theirs);
              }
              return CasePage.of(work.apply(tables, file), tables, desk, person);
            });
    ctx.json(page);
  }

  private static long version(Context ctx) {
    String header = ctx.header("If-Match");
    CaseBody body = CaseBody.of(ctx);
    if (header != null) {
      String plain = header.replace("\"", "").replace("W/", "").strip();
      if (plain.matches("[0-9]{1,18}")) {
        return Long.parseLong(plain);
      }
    }
    if (!body.has("version")) {
      throw new RuleException(
          "version", "must say which version of the case you saw", "", "version-missing");
    }
    return body.number("version");
  }
}
