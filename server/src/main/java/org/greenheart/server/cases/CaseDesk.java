// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.greenheart.storage.registry.CaseClock;
import org.greenheart.storage.registry.CaseEvent;
import org.greenheart.storage.registry.CaseFacts;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.CaseItem;
import org.greenheart.storage.registry.CasePiece;
import org.greenheart.storage.registry.CaseTie;
import org.greenheart.storage.registry.CaseTitle;
import org.greenheart.storage.registry.Rule;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Stage;
import org.greenheart.storage.registry.Tables;
import org.jspecify.annotations.Nullable;

/**
 * What people do with cases, within a transaction of the registry: it is opened, edited, and taken
 * step by step along its way. Every change leaves an entry in the history. Thread-safe.
 */
final class CaseDesk {
  private final CaseKinds kinds;

  CaseDesk(CaseKinds kinds) {
    this.kinds = requireNonNull(kinds, "kinds is null");
  }

  /** Opens a case; its clock begins now. */
  CaseFile open(Tables tables, NewCase wanted, String by) {
    CaseKind kind = kinds.of(tables, wanted.kind());
    requireTitle(wanted);
    Instant now = tables.now();
    CaseFacts facts =
        CaseFacts.of(wanted.source())
            .described(wanted.description(), CaseFields.json(kind, wanted.fields()))
            .placed(wanted.area(), wanted.enterprise())
            .under(wanted.campaign(), wanted.parent());
    CaseFile draft =
        CaseFile.draft(
                kind.code(),
                wanted.title().strip(),
                Stage.RECEIVED,
                facts,
                clock(tables, kind, Stage.RECEIVED, now))
            .titled(wanted.titles())
            .tied(wanted.thing() == 0 ? null : new CaseTie(wanted.thing(), null, 0, "", now));
    return tables
        .cases()
        .create(
            kind.ledger() ? draft.asLedger() : draft,
            new CaseEvent(now, by, "opened", wanted.title().strip()));
  }

  static CaseClock clock(Tables tables, CaseKind kind, Stage stage, Instant from) {
    WorkingDays days = days(tables);
    TimeLimit total = kind.total();
    return CaseClock.begin(
        from,
        kind.limit(stage).map(limit -> days.due(from, limit)).orElse(null),
        total == null ? null : days.due(from, total));
  }

  /** One that was opened from an alarm has no clock yet: its is wound up, once. */
  CaseFile wound(Tables tables, CaseFile file) {
    CaseClock wound = clock(tables, kind(tables, file), file.stage(), file.opened());
    return wound.next() == null || file.version() != 1
        ? file
        : tables
            .cases()
            .change(file.with(wound), new CaseEvent(tables.now(), CaseKeeper.CLOCK, "clock", ""));
  }

  static WorkingDays days(Tables tables) {
    return new WorkingDays(tables.caseBook().days().list());
  }

  CaseKind kind(Tables tables, CaseFile file) {
    return kinds.of(tables, file.kind());
  }

  /** The way of a case as it stands. */
  CaseWay way(Tables tables, CaseFile file) {
    return new CaseWay(kind(tables, file), file, situation(tables, file));
  }

  private static Situation situation(Tables tables, CaseFile file) {
    Instant closed = file.closed();
    return new Situation(
        criterion(tables, file).isPresent(),
        isProved(file),
        CaseFields.read(file).keySet(),
        tables.caseBook().itemsOf(file.id()).stream().filter(CaseItem::open).toList(),
        tables.caseBook().piecesOf(file.id()).stream().filter(CasePiece::open).toList(),
        publicUntil(tables, file),
        tables.caseBook().lookBacksOf(file.id()).stream()
            .filter(look -> look.closed().equals(closed))
            .toList(),
        tables.now(),
        days(tables));
  }

  /** What the data must show before the case is closed: JSON; empty where persons decide. */
  static Optional<String> criterion(Tables tables, CaseFile file) {
    CaseTie tie = file.tie();
    String rule = tie == null ? null : tie.rule();
    return rule == null
        ? Optional.empty()
        : tables.rules().version(rule, requireNonNull(tie).ruleVersion()).map(Rule::criterion);
  }

  static boolean isProved(CaseFile file) {
    return History.object(file.progress()).path("fulfilledAt").isTextual();
  }

  private static @Nullable LocalDate publicUntil(Tables tables, CaseFile file) {
    if (file.stage() != Stage.PUBLICISED) {
      return null;
    }
    return tables.cases().timeline(file.id()).reversed().stream()
        .filter(event -> event.what().equals(Step.PUBLICISE.text()))
        .findFirst()
        .map(event -> History.object(event.details()).path("to").asText())
        .map(LocalDate::parse)
        .orElse(null);
  }

  /**
   * Takes a step.
   *
   * @throws StepException when it may not be taken
   * @throws RuleException when what it was given breaks a rule
   */
  CaseFile take(Tables tables, CaseFile file, Step step, StepValues values, Person person) {
    CaseFile next = way(tables, file).take(step, values, person);
    Instant now = tables.now();
    ObjectNode details = values.json();
    details.put("was", file.stage().text()).put("became", next.stage().text());
    CaseFile became = new StepWork(tables, file, values, person).after(step, next, details);
    return tables
        .cases()
        .change(
            became,
            new CaseEvent(
                now, person.name(), step.text(), StepWork.said(values), details.toString()));
  }

  /** Changes what a case is about. */
  CaseFile edit(Tables tables, CaseFile file, NewCase wanted, String by) {
    CaseKind kind = kind(tables, file);
    requireTitle(wanted);
    CaseTitle title = title(file, wanted);
    String fields = CaseFields.json(kind, wanted.fields());
    ObjectNode details = History.object("{}");
    differ(details, "title", file.title(), title.zh());
    differ(
        details,
        "titleEn",
        requireNonNullElse(file.titleEn(), ""),
        requireNonNullElse(title.en(), ""));
    differ(details, "description", file.facts().description(), wanted.description());
    differ(details, "fields", file.facts().fields(), fields);
    differ(details, "area", file.facts().area(), wanted.area());
    differ(details, "enterprise", file.facts().enterprise(), wanted.enterprise());
    if (details.isEmpty()) {
      return file;
    }
    return tables
        .cases()
        .change(
            file.titled(title)
                .with(
                    file.facts()
                        .described(wanted.description(), fields)
                        .placed(wanted.area(), wanted.enterprise())),
            new CaseEvent(tables.now(), by, "edited", "", details.toString()));
  }

  private static void requireTitle(NewCase wanted) {
    String other = requireNonNullElse(wanted.titleEn(), "");
    if (wanted.title().isBlank() || wanted.title().length() > 400 || other.length() > 400) {
      throw new RuleException(
          "title", "must have 1 to 400 characters", wanted.title() + other, "case-title");
    }
  }

  /** What is said of it; another title is no more that of the English one. */
  private static CaseTitle title(CaseFile file, NewCase wanted) {
    return wanted.titleEn() == null && wanted.title().strip().equals(file.title())
        ? new CaseTitle(file.title(), file.titleEn())
        : wanted.titles();
  }

  private static void differ(ObjectNode details, String field, Object was, Object is) {
    if (!was.equals(is)) {
      details.putObject(field).put("was", was.toString()).put("is", is.toString());
    }
  }

  /**
   * Ties a case to a point, and to a rule whose criterion proves that it may be closed; or, with no
   * point, to nothing any more.
   *
   * @param thing 0 for none
   * @param rule null for none
   * @param code the quantity; null without a rule
   * @throws RuleException {@code point-unknown}, {@code rule-unknown}, {@code field-missing}
   */
  CaseFile tie(
      Tables tables,
      CaseFile file,
      long thing,
      @Nullable String rule,
      @Nullable String code,
      String by) {
    Rule current =
        rule == null
            ? null
            : tables.rules().current().stream()
                .filter(one -> one.code().equals(rule))
                .findFirst()
                .orElseThrow(
                    () -> new RuleException("rule", "must be a rule", rule, "rule-unknown"));
    if (thing != 0 && tables.catalogue().thing(thing).isEmpty()) {
      throw new RuleException("thing", "must be a point", thing, "point-unknown");
    }
    if (thing == 0 && current != null) {
      throw new RuleException("thing", "must be given with a rule", "", "field-missing");
    }
    if (current != null && current.criterion() != null && code == null) {
      throw new RuleException(
          "code", "must say by which quantity the rule proves it", "", "field-missing");
    }
    CaseTie tie =
        thing == 0
            ? null
            : new CaseTie(
                thing,
                current == null ? null : current.code(),
                current == null ? 0 : current.version(),
                requireNonNullElse(code, ""),
                tables.now());
    ObjectNode details = History.object("{}");
    details.put("thing", thing).put("rule", rule).put("code", code);
    return tables
        .cases()
        .change(
            file.provenFrom(tables.now()).tied(tie),
            new CaseEvent(tables.now(), by, "tied", "", details.toString()));
  }
}
