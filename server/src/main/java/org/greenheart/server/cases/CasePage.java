// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.greenheart.storage.Json;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.CaseFilter;
import org.greenheart.storage.registry.CaseItem;
import org.greenheart.storage.registry.CasePiece;
import org.greenheart.storage.registry.LookBack;
import org.greenheart.storage.registry.Tables;
import org.jspecify.annotations.Nullable;

/**
 * A case with all that hangs on it.
 *
 * @param steps that who asks may take now, each with what it needs
 * @param complainant whether somebody left a name
 * @param beside cases that were opened beside it, or plans below it, as far as who asks sees them
 */
record CasePage(
    @JsonUnwrapped CaseView view,
    KindView form,
    List<StepView> steps,
    List<CasePiece> pieces,
    List<CaseItem> items,
    List<LookBackView> lookBacks,
    boolean complainant,
    List<Link> beside) {
  /** A step that may be taken. */
  record StepView(String step, List<NeedView> needs) {
    private static StepView of(Step step) {
      return new StepView(step.text(), step.needs().stream().map(NeedView::of).toList());
    }
  }

  /** What it needs. */
  record NeedView(String name, String type, boolean required, List<String> words) {
    private static NeedView of(Need need) {
      return new NeedView(
          need.name(), need.type().name().toLowerCase(Locale.ROOT), need.required(), need.words());
    }
  }

  /** A look whether it lasted. */
  record LookBackView(
      int day,
      Instant due,
      @Nullable Instant checked,
      @Nullable String outcome,
      @Nullable String who,
      @Nullable Json details) {
    private static LookBackView of(LookBack look) {
      String details = look.details();
      return new LookBackView(
          look.day(),
          look.due(),
          look.checked(),
          look.outcome(),
          look.who(),
          details == null ? null : new Json(details));
    }
  }

  /** Another case. */
  record Link(
      long id, String number, String title, @Nullable String titleEn, String stage, long thing) {
    private static Link of(CaseFile file) {
      return new Link(
          file.id(),
          file.number(),
          file.title(),
          file.titleEn(),
          file.stage().text(),
          file.tie() == null ? 0 : file.tie().thing());
    }
  }

  static CasePage of(CaseFile file, Tables tables, CaseDesk desk, Person person) {
    CaseFilter below =
        new CaseFilter(null, null, null, null, null, null, null, file.id(), file.ledger(), null);
    return new CasePage(
        CaseView.of(file, tables, person.sight()),
        KindView.of(desk.kind(tables, file)),
        desk.way(tables, file).allowed(person).stream().map(StepView::of).toList(),
        tables.caseBook().piecesOf(file.id()),
        tables.caseBook().itemsOf(file.id()),
        tables.caseBook().lookBacksOf(file.id()).stream().map(LookBackView::of).toList(),
        tables.caseBook().complainants().known(file.id()),
        tables.cases().list(below, Long.MAX_VALUE, 200).stream()
            .filter(person.sight()::sees)
            .map(Link::of)
            .toList());
  }
}
