// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.evidence;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.greenheart.server.cases.PublicFields;
import org.greenheart.storage.registry.Account;
import org.greenheart.storage.registry.Area;
import org.greenheart.storage.registry.Attachment;
import org.greenheart.storage.registry.CaseEvent;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.CaseTie;
import org.greenheart.storage.registry.Enterprise;
import org.greenheart.storage.registry.Mention;
import org.greenheart.storage.registry.Tables;
import org.jspecify.annotations.Nullable;

/**
 * A row of the public table of results. It has no more than this: no person, no firm, no point.
 *
 * @param finding what the investigation found; empty where there was none
 * @param fields those that the kind lets the public read
 */
record PublicRow(
    String number,
    Name kind,
    String title,
    String description,
    String area,
    String stage,
    String finding,
    LocalDate opened,
    @Nullable LocalDate closed,
    List<Field> fields) {
  private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");
  private static final Set<String> NOBODY = Set.of("watch", "clock", "public", "operator");

  PublicRow {
    fields = List.copyOf(fields);
  }

  /** In Chinese and English. */
  record Name(String zh, String en) {}

  /** What is said in a field. */
  record Field(String name, Name label, Name value) {}

  /**
   * A row, and what of the case is not in it.
   *
   * @param hidden fields that the kind hides
   */
  record Made(PublicRow row, List<Name> hidden) {
    Made {
      hidden = List.copyOf(hidden);
    }
  }

  static Made of(Tables tables, PublicFields publicFields, CaseFile file) {
    PublicFields.Fields fields = publicFields.of(tables, file);
    Redaction redaction = new Redaction(names(tables, file));
    List<Field> shown = new ArrayList<>();
    List<Name> hidden = new ArrayList<>();
    for (PublicFields.Field field : fields.all()) {
      Name label = new Name(field.labelZh(), field.labelEn());
      if (field.hidden()) {
        hidden.add(label);
      } else {
        shown.add(
            new Field(
                field.name(),
                label,
                field.masked()
                    ? new Name(redaction.of(field.zh()), redaction.of(field.en()))
                    : new Name(field.zh(), field.en())));
      }
    }
    return new Made(
        new PublicRow(
            file.number(),
            new Name(fields.kindZh(), fields.kindEn()),
            redaction.of(file.title()),
            redaction.of(file.facts().description()),
            tables.places().areas().find(file.facts().area()).map(Area::name).orElse(""),
            file.stage().text(),
            file.facts().finding(),
            day(file.opened()),
            file.closed() == null ? null : day(file.closed()),
            shown),
        hidden);
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, BEIJING);
  }

  /** Of everybody who had to do with it, and of the firms. */
  private static Set<String> names(Tables tables, CaseFile file) {
    Set<String> names = new LinkedHashSet<>();
    tables.accounts().list().stream().map(Account::name).forEach(names::add);
    tables.cases().timeline(file.id()).stream().map(CaseEvent::who).forEach(names::add);
    tables.evidence().of(file.id()).stream().map(Attachment::addedBy).forEach(names::add);
    tables.evidence().mentionsOf(file.id()).stream().map(Mention::person).forEach(names::add);
    for (Enterprise enterprise : tables.places().enterprises().list()) {
      names.add(enterprise.name());
      if (enterprise.nameEn() != null) {
        names.add(enterprise.nameEn());
      }
    }
    CaseTie tie = file.tie();
    if (tie != null) {
      tables.catalogue().thing(tie.thing()).ifPresent(thing -> names.add(thing.name()));
    }
    names.removeAll(NOBODY);
    return names;
  }
}
