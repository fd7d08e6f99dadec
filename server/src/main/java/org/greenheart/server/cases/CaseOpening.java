// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.http.Context;
import java.util.Map;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.Tables;

/**
 * Opens cases for another part of the server, within its transaction, and joins them. Thread-safe.
 */
public final class CaseOpening {
  private final CaseDesk desk;

  CaseOpening(CaseDesk desk) {
    this.desk = requireNonNull(desk, "desk is null");
  }

  /** With the kinds that are shipped, for who has no office of cases. */
  public static CaseOpening ofShippedKinds() {
    return new CaseOpening(new CaseDesk(new CaseKinds()));
  }

  /**
   * Opens a case; its clock begins now.
   *
   * @throws org.greenheart.storage.registry.RuleException when its kind does not take it so
   */
  public CaseFile open(
      Tables tables,
      String kind,
      String title,
      String description,
      Map<String, String> fields,
      String by) {
    return desk.open(
        tables, new NewCase(kind, title, "person", description, fields, 0, 0, 0, 0, 0), by);
  }

  /** Opens a case about a point. */
  public CaseFile openAt(
      Tables tables, String kind, long thing, String title, String description, String by) {
    return desk.open(
        tables, new NewCase(kind, title, "person", description, Map.of(), 0, 0, 0, 0, thing), by);
  }

  /** Joins an open case into another. */
  public void merge(Tables tables, CaseFile file, CaseFile into, String reason, Context ctx) {
    var _ =
        desk.take(
            tables,
            file,
            Step.MERGE,
            StepValues.of(
                Step.MERGE,
                JsonNodeFactory.instance
                    .objectNode()
                    .put("into", into.number())
                    .put("reason", reason)),
            People.CALLERS.of(ctx));
  }
}
