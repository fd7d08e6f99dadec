// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a company says of itself and of its method in the footprints that it gives to other systems
 * (PACT 3.0, ProductFootprint and CarbonFootprint).
 *
 * @param companyName empty for the enterprise's own
 * @param companyIds URNs beside the one made of the credit code
 * @param contact whom to ask; may be empty
 * @param standards cross-sectoral ones, such as {@code ISO14067}
 * @param assessments of the IPCC whose global warming potentials were taken, such as {@code AR6}
 * @param country ISO 3166-1 alpha-2
 * @param exempted percent of the emissions that are left out, 0 to 100
 * @param exemptedWhy may be empty
 */
public record PactProfile(
    long enterprise,
    String companyName,
    List<String> companyIds,
    String contact,
    List<String> standards,
    List<String> assessments,
    String country,
    BigDecimal exempted,
    String exemptedWhy) {
  private static final Pattern URN =
      Pattern.compile("urn:[A-Za-z0-9][A-Za-z0-9-]{0,31}:[!-~]{1,150}");
  private static final Pattern STANDARD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,39}");
  private static final Pattern ASSESSMENT = Pattern.compile("AR\\d{1,2}");
  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /**
   * @throws RuleException {@code pact-company-id}, {@code pact-standard}, {@code pact-assessment},
   *     {@code pact-country}, {@code pact-exempted} and those of texts
   */
  public PactProfile {
    companyName = companyName.isBlank() ? "" : Checks.text("companyName", companyName);
    companyIds =
        each(
            "companyIds", companyIds, URN, "must be a URN such as urn:duns:123", "pact-company-id");
    contact = contact.isBlank() ? "" : Checks.text("contact", contact);
    standards =
        some(
            each(
                "standards",
                standards,
                STANDARD,
                "must be a word such as ISO14067",
                "pact-standard"),
            "standards",
            "pact-standard");
    assessments =
        some(
            each("assessments", assessments, ASSESSMENT, "must be such as AR6", "pact-assessment"),
            "assessments",
            "pact-assessment");
    country =
        Checks.matching(
            "country", country, COUNTRY, "must be two letters such as CN", "pact-country");
    requireNonNull(exempted, "exempted is null");
    if (exempted.signum() < 0 || exempted.compareTo(HUNDRED) > 0) {
      throw new RuleException(
          "exempted", "must be from 0 to 100 percent", exempted, "pact-exempted");
    }
    exemptedWhy = exemptedWhy.isBlank() ? "" : Checks.text("exemptedWhy", exemptedWhy);
  }

  /** Of an enterprise that has said nothing else. */
  public static PactProfile usual(long enterprise) {
    return new PactProfile(
        enterprise,
        "",
        List.of(),
        "",
        List.of("ISO14067"),
        List.of("AR6"),
        "CN",
        BigDecimal.ZERO,
        "");
  }

  private static List<String> each(
      String field, List<String> words, Pattern pattern, String rule, String code) {
    return words.stream()
        .map(word -> Checks.matching(field, word, pattern, rule, code))
        .distinct()
        .toList();
  }

  private static List<String> some(List<String> words, String field, String code) {
    if (words.isEmpty()) {
      throw new RuleException(field, "must have at least one", "", code);
    }
    return words;
  }
}
