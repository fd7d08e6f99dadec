// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import java.time.Instant;
import org.greenheart.storage.registry.CaseItem;
import org.greenheart.storage.registry.CasePiece;
import org.jspecify.annotations.Nullable;

/** Items and pieces as they become by an answer. */
final class Parts {
  private Parts() {}

  static CasePiece answered(CasePiece piece, String answer, String by, Instant now) {
    return with(piece, answer, now, by);
  }

  static CasePiece reopened(CasePiece piece) {
    return with(piece, null, null, null);
  }

  private static CasePiece with(
      CasePiece piece, @Nullable String answer, @Nullable Instant at, @Nullable String by) {
    return new CasePiece(
        piece.id(),
        piece.caseFile(),
        piece.no(),
        piece.unit(),
        piece.account(),
        piece.leads(),
        piece.task(),
        piece.due(),
        piece.given(),
        answer,
        at,
        by,
        piece.version() + 1);
  }

  static CaseItem done(CaseItem item, String answer, String evidence, String by, Instant now) {
    return with(item, 100, evidence, answer, now, by, item.linked());
  }

  static CaseItem reopened(CaseItem item) {
    return with(item, item.progress(), item.evidence(), null, null, null, item.linked());
  }

  static CaseItem linked(CaseItem item, long caseFile) {
    return with(
        item,
        item.progress(),
        item.evidence(),
        item.answer(),
        item.done(),
        item.doneBy(),
        caseFile);
  }

  private static CaseItem with(
      CaseItem item,
      int progress,
      String evidence,
      @Nullable String answer,
      @Nullable Instant done,
      @Nullable String by,
      long linked) {
    return new CaseItem(
        item.id(),
        item.caseFile(),
        item.parent(),
        item.code(),
        item.title(),
        item.owner(),
        item.standard(),
        item.due(),
        progress,
        item.parts(),
        item.money(),
        item.yearMoney(),
        item.share(),
        item.stage(),
        evidence,
        answer,
        done,
        by,
        linked,
        item.version() + 1);
  }
}
