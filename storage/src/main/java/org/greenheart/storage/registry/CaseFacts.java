// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.util.function.Consumer;
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
    return but(
        copy -> {
          copy.description = words;
          copy.fields = fieldsJson;
        });
  }

  public CaseFacts placed(long inArea, long ofEnterprise) {
    return but(
        copy -> {
          copy.area = inArea;
          copy.enterprise = ofEnterprise;
        });
  }

  public CaseFacts under(long ofCampaign, long aboveCase) {
    return but(
        copy -> {
          copy.campaign = ofCampaign;
          copy.parent = aboveCase;
        });
  }

  public CaseFacts mergedInto(long other) {
    return but(copy -> copy.mergedInto = other);
  }

  public CaseFacts ledBy(String unit) {
    return but(copy -> copy.lead = unit);
  }

  public CaseFacts handedTo(String other) {
    return but(copy -> copy.body = other);
  }

  public CaseFacts found(String word) {
    return but(copy -> copy.finding = word);
  }

  public CaseFacts from(String number) {
    return but(copy -> copy.origin = number);
  }

  private CaseFacts but(Consumer<Copy> change) {
    Copy copy = new Copy(this);
    change.accept(copy);
    return copy.facts();
  }

  /** The same, a field or two of which are about to change. */
  private static final class Copy {
    private final CaseFacts was;
    private String description;
    private String fields;
    private long area;
    private long enterprise;
    private long campaign;
    private long parent;
    private long mergedInto;
    private String lead;
    private String body;
    private String finding;
    private String origin;

    private Copy(CaseFacts was) {
      this.was = was;
      description = was.description;
      fields = was.fields;
      area = was.area;
      enterprise = was.enterprise;
      campaign = was.campaign;
      parent = was.parent;
      mergedInto = was.mergedInto;
      lead = was.lead;
      body = was.body;
      finding = was.finding;
      origin = was.origin;
    }

    private CaseFacts facts() {
      return new CaseFacts(
          was.source,
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
          origin);
    }
  }

  /** As it is kept: none is null. */
  static @Nullable String sql(String text) {
    return text.isEmpty() ? null : text;
  }
}
