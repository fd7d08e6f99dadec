// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.footprints;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.greenheart.storage.registry.Enterprise;
import org.greenheart.storage.registry.Footprint;
import org.greenheart.storage.registry.PactProfile;
import org.greenheart.storage.registry.SupplyLot;
import org.greenheart.storage.registry.SupplyProduct;
import org.greenheart.storage.registry.Tables;
import org.jspecify.annotations.Nullable;

/**
 * A footprint in PACT's data model, Technical Specification 3.0, ProductFootprint and
 * CarbonFootprint. Decimals are texts, as it wants them.
 */
final class PactFootprint {
  static final String SPEC = "3.0.0";
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);

  private PactFootprint() {}

  static String companyId(Enterprise enterprise) {
    return "urn:pact:company:uscc:" + enterprise.creditCode();
  }

  static List<String> productIds(Enterprise owner, SupplyProduct product, @Nullable SupplyLot lot) {
    List<String> ids = new ArrayList<>();
    String gtin = product.gtin();
    if (gtin != null) {
      ids.add("urn:gtin:" + gtin);
    }
    ids.add(
        "urn:pact:product-id:%s:%s"
            .formatted(
                owner.creditCode(), URLEncoder.encode(product.code(), StandardCharsets.UTF_8)));
    if (lot != null) {
      ids.add("urn:pact:product-id:lot:" + lot.code());
    }
    return List.copyOf(ids);
  }

  static Map<String, Object> of(Tables tables, Footprint footprint) {
    Enterprise owner = tables.places().enterprises().find(footprint.owner()).orElseThrow();
    SupplyProduct product = tables.supply().product(footprint.product()).orElseThrow();
    Long number = footprint.lot();
    SupplyLot lot = number == null ? null : tables.supply().lots().find(number).orElse(null);
    PactProfile profile =
        tables.supply().pact().profile(owner.id()).orElseGet(() -> PactProfile.usual(owner.id()));
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("id", footprint.uuid());
    all.put("specVersion", SPEC);
    String preceding = footprint.preceding();
    if (preceding != null) {
      all.put("precedingPfIds", List.of(preceding));
    }
    all.put("created", footprint.made().toString());
    all.put("status", footprint.active() ? "Active" : "Deprecated");
    all.put("validityPeriodStart", footprint.to().toString());
    all.put("companyName", profile.companyName().isEmpty() ? owner.name() : profile.companyName());
    all.put(
        "companyIds",
        Stream.concat(Stream.of(companyId(owner)), profile.companyIds().stream())
            .distinct()
            .toList());
    all.put("productDescription", product.name() + (lot == null ? "" : ", lot " + lot.code()));
    all.put("productIds", productIds(owner, product, lot));
    all.put("productNameCompany", product.name());
    if (!profile.contact().isEmpty()) {
      // The data model has no place for whom to ask. How a sum was worked out stays with its owner.
      all.put("comment", "Contact: " + profile.contact());
    }
    all.put("pcf", carbon(footprint, product, profile));
    return all;
  }

  /**
   * The declared unit.
   *
   * @param name PACT's word for it
   * @param factor so many of it are one of the product's
   * @param mass of one of the product's in kilograms; 0 where nobody has said
   */
  private record Unit(String name, BigDecimal factor, BigDecimal mass) {
    static Unit of(String unit, @Nullable BigDecimal mass) {
      BigDecimal known = mass == null ? BigDecimal.ZERO : mass;
      return switch (unit) {
        case "t" -> new Unit("kilogram", THOUSAND, THOUSAND);
        case "kg" -> new Unit("kilogram", BigDecimal.ONE, BigDecimal.ONE);
        case "m2" -> new Unit("square meter", BigDecimal.ONE, known);
        case "m3" -> new Unit("cubic meter", BigDecimal.ONE, known);
        case "L" -> new Unit("liter", BigDecimal.ONE, known);
        case "kWh" -> new Unit("kilowatt hour", BigDecimal.ONE, BigDecimal.ZERO);
        case "MJ" -> new Unit("megajoule", BigDecimal.ONE, BigDecimal.ZERO);
        default -> new Unit("piece", BigDecimal.ONE, known);
      };
    }
  }

  private static Map<String, Object> carbon(
      Footprint footprint, SupplyProduct product, PactProfile profile) {
    Unit unit = Unit.of(product.unit(), Working.read(footprint.working()).kilogramsPerUnit());
    String kilograms = plain(footprint.kilograms());
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("declaredUnitOfMeasurement", unit.name());
    all.put("declaredUnitAmount", plain(unit.factor()));
    all.put("productMassPerDeclaredUnit", plain(unit.mass()));
    all.put("referencePeriodStart", footprint.from().toString());
    all.put("referencePeriodEnd", footprint.to().toString());
    all.put("geographyCountry", profile.country());
    all.put("boundaryProcessesDescription", footprint.boundary());
    // All that is counted here is fossil or from carbonates: nothing is taken up.
    all.put("pcfExcludingBiogenicUptake", kilograms);
    all.put("pcfIncludingBiogenicUptake", kilograms);
    all.put("fossilGhgEmissions", kilograms);
    all.put("fossilCarbonContent", "0");
    all.put("ipccCharacterizationFactors", profile.assessments());
    all.put("crossSectoralStandards", profile.standards());
    all.put("exemptedEmissionsPercent", plain(profile.exempted()));
    if (!profile.exemptedWhy().isEmpty()) {
      all.put("exemptedEmissionsDescription", profile.exemptedWhy());
    }
    all.put("allocationRulesDescription", footprint.method());
    BigDecimal share = footprint.primaryShare();
    if (share != null) {
      all.put("primaryDataShare", plain(share.setScale(2, RoundingMode.HALF_EVEN)));
    }
    return all;
  }

  private static String plain(BigDecimal number) {
    return number.toPlainString();
  }
}
