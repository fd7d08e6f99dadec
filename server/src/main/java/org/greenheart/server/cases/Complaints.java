// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenheart.storage.registry.Campaign;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Tables;

/**
 * Takes complaints: into the campaign that runs where one does, else as a petition. The number and
 * a PIN are all that a complainant needs to follow it; who it was is sealed apart. Thread-safe.
 */
final class Complaints {
  static final String OF_CAMPAIGN = "campaign-complaint";
  static final String OTHERS = "petition";

  /** How complaints come, beside the public form. */
  static final List<String> TYPED_IN = List.of("phone", "letter", "visit", "transfer");

  private static final int LONGEST = 4_000;

  private final CaseDesk desk;
  private final CaseKinds kinds;
  private final IdentityVault vault;

  Complaints(CaseDesk desk, CaseKinds kinds, IdentityVault vault) {
    this.desk = requireNonNull(desk, "desk is null");
    this.kinds = requireNonNull(kinds, "kinds is null");
    this.vault = requireNonNull(vault, "vault is null");
  }

  /**
   * What somebody complains about.
   *
   * @param campaign 0 for none
   * @param received when; empty for now
   */
  record Complaint(
      String channel,
      String text,
      String place,
      String polluter,
      String pollution,
      long campaign,
      Optional<Instant> received,
      Who who) {}

  /** Who complains; each may be empty. */
  record Who(String name, String phone, String address) {
    boolean isKnown() {
      return !(name + phone + address).isBlank();
    }
  }

  /** What the complainant is told. */
  record Receipt(long id, String number, String pin) {}

  /**
   * @param pin for the complainant to follow it
   * @throws RuleException {@code complaint-text}, {@code campaign-unknown}, {@code campaign-over},
   *     {@code hotline-closed}, {@code received-ahead}, and those of the fields
   */
  Receipt take(Tables tables, Complaint complaint, Pins.Fresh pin, String by) {
    String text = complaint.text().strip();
    if (text.length() < 5 || text.length() > LONGEST) {
      throw new RuleException(
          "text", "must have 5 to %s characters".formatted(LONGEST), text, "complaint-text");
    }
    Instant now = tables.now();
    Instant received = complaint.received().orElse(now);
    if (received.isAfter(now)) {
      throw new RuleException("received", "must not be ahead", received, "received-ahead");
    }
    if (complaint.campaign() != 0) {
      requireTaken(tables, complaint, received);
    }
    String kind = complaint.campaign() == 0 ? OTHERS : OF_CAMPAIGN;
    CaseFile file =
        desk.open(
            tables,
            new NewCase(
                kind,
                title(text),
                complaint.channel(),
                text,
                fields(tables, kind, complaint),
                0,
                0,
                complaint.campaign(),
                0,
                0),
            by);
    if (complaint.who().isKnown()) {
      tables
          .caseBook()
          .complainants()
          .keep(file.id(), vault.seal(file.id(), json(complaint.who())));
    }
    tables.caseBook().complainants().keepPin(file.id(), pin.kept().salt(), pin.kept().hash());
    return new Receipt(file.id(), file.number(), pin.pin());
  }

  private static void requireTaken(Tables tables, Complaint complaint, Instant received) {
    Campaign campaign =
        tables
            .caseBook()
            .campaigns()
            .find(complaint.campaign())
            .orElseThrow(
                () ->
                    new RuleException(
                        "campaign",
                        "must be a campaign",
                        complaint.campaign(),
                        "campaign-unknown"));
    LocalDate day = WorkingDays.dayOf(received);
    if (!campaign.covers(day)) {
      throw new RuleException(
          "campaign",
          "takes complaints from %s to %s".formatted(campaign.starts(), campaign.ends()),
          day,
          "campaign-over");
    }
    LocalTime time = received.atZone(WorkingDays.BEIJING).toLocalTime();
    if (complaint.channel().equals("phone")
        && (time.isBefore(campaign.opens()) || time.isAfter(campaign.closes()))) {
      throw new RuleException(
          "received",
          "must be within the hours of the hotline, %s to %s"
              .formatted(campaign.opens(), campaign.closes()),
          time.withNano(0),
          "hotline-closed");
    }
  }

  /** The first words. */
  private static String title(String text) {
    String line = text.lines().findFirst().orElse(text).strip();
    int most = 40;
    return line.codePointCount(0, line.length()) <= most
        ? line
        : line.substring(0, line.offsetByCodePoints(0, most)) + "…";
  }

  /** Those that the kind has. */
  private Map<String, String> fields(Tables tables, String kind, Complaint complaint) {
    Map<String, String> fields = new HashMap<>();
    CaseKind of = kinds.of(tables, kind);
    Map<String, String> said =
        Map.of(
            "place", complaint.place(),
            "polluter", complaint.polluter(),
            "pollution", complaint.pollution());
    said.forEach(
        (name, value) -> {
          if (of.field(name).isPresent()) {
            fields.put(name, value);
          }
        });
    return fields;
  }

  private static String json(Who who) {
    ObjectNode json = History.object("{}");
    json.put("name", who.name()).put("phone", who.phone()).put("address", who.address());
    return json.toString();
  }

  /**
   * Who complained, written down that somebody looked.
   *
   * @throws org.greenheart.storage.registry.RegistryException {@code NOT_FOUND}
   */
  ObjectNode look(Tables tables, long caseFile, String who, String why) {
    byte[] sealed = tables.caseBook().complainants().look(caseFile, who, why);
    return History.object(vault.unseal(caseFile, sealed));
  }
}
