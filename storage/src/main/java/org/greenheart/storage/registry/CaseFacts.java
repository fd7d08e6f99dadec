// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * What a case is about and with whom it lies. A number of 0 stands for none.
 *
 * @param source where it came from: {@code alarm}, {@code online}, {@code phone}, {@code letter},
 *     {@code visit}, {@code transfer}, {@code inspection}, {@code import}, {@code similar}
 * @param description what is the matter, in the words of who brought it
 * @param fields the fields of its kind: a JSON object of texts
 * @param parent the case that it was opened beside, or the plan above a plan
 * @param lead the unit that answers for it; empty before it is given out
 * @param body to which it was handed over; empty for none
 * @param finding what the investigation found; empty before it
 * @param origin its number where it came from, unique within its kind; empty for none
 */
public record CaseFacts(
    String source,
    String description,
    String fields,
    long area,
    long enterprise,
    long campaign,
    long parent,
    long mergedInto,
    String lead,
    String body,
    String finding,
    String origin) {
  public CaseFacts {
    requireNonNull(source, "source is null");
    requireNonNull(description, "description is null");
    requireNonNull(fields, "fields is null");
    requireNonNull(lead, "lead is null");
    requireNonNull(body, "body is null");
    requireNonNull(finding, "finding is null");
    requireNonNull(origin, "origin is null");
  }

  /** Of a source; nothing else is known. */
  public static CaseFacts of(String source) {
    return new CaseFacts(source, "", "{}", 0, 0, 0, 0, 0, "", "", "", "");
  }

  public CaseFacts described(String words, String fieldsJson) {
    return new CaseFacts(
        source,
        words,
        fieldsJson,
        area,
        enterprise,
        campaign,
        parent,
        mergedInto,
        lead,
        body,
        finding,
        origin);
  }

  public CaseFacts placed(long inArea, long ofEnterprise) {
    return new CaseFacts(
        source,
        description,
        fields,
        inArea,
        ofEnterprise,
        campaign,
        parent,
        mergedInto,
        lead,
        body,
        finding,
        origin);
  }

  public CaseFacts under(long ofCampaign, long aboveCase) {
    return new CaseFacts(
        source,
        description,
        fields,
        area,
        enterprise,
        ofCampaign,
        aboveCase,
        mergedInto,
        lead,
        body,
        finding,
        origin);
  }

  public CaseFacts mergedInto(long other) {
    return new CaseFacts(
        source,
        description,
        fields,
        area,
        enterprise,
        campaign,
        parent,
        other,
        lead,
        body,
        finding,
        origin);
  }

  public CaseFacts ledBy(String unit) {
    return new CaseFacts(
        source,
        description,
        fields,
        area,
        enterprise,
        campaign,
        parent,
        mergedInto,
        unit,
        body,
        finding,
        origin);
  }

  public CaseFacts handedTo(String other) {
    return new CaseFacts(
        source,
        description,
        fields,
        area,
        enterprise,
        campaign,
        parent,
        mergedInto,
        lead,
        other,
        finding,
        origin);
  }

  public CaseFacts found(String word) {
    return new CaseFacts(
        source,
        description,
        fields,
        area,
        enterprise,
        campaign,
        parent,
        mergedInto,
        lead,
        body,
        word,
        origin);
  }

  public CaseFacts from(String number) {
    return new CaseFacts(
        source,
        description,
        fields,
        area,
        enterprise,
        campaign,
        parent,
        mergedInto,
        lead,
        body,
        finding,
        number);
  }

  /** As it is kept: none is null. */
  static @Nullable String sql(String text) {
    return text.isEmpty() ? null : text;
  }
}
