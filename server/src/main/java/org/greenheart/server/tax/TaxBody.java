// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.tax;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.greenheart.regulation.tax.NoiseTax;
import org.greenheart.regulation.tax.Reduction;
import org.greenheart.regulation.tax.SolidWasteTax;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.ApiJson;
import org.greenheart.server.manual.MonthOfSamples.NotDetected;
import org.greenheart.server.production.Periods;
import org.jspecify.annotations.Nullable;

/** A {@link TaxRequest} as JSON; numbers may be texts, so that they stay exact. */
record TaxBody(
    @Nullable String month,
    @Nullable String province,
    @Nullable BigDecimal airRate,
    @Nullable BigDecimal waterRate,
    @Nullable Boolean boundaryExcluded,
    @Nullable Map<String, String> dust,
    @Nullable Laboratory laboratory,
    @Nullable List<Waste> wastes,
    @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        @Nullable List<Noise> noise) {
  private static final ObjectMapper MAPPER = ApiJson.mapper();

  record Laboratory(
      @Nullable Map<String, Ran> ran,
      boolean carryOver,
      @Nullable String notDetected,
      @Nullable List<String> voluntary) {}

  record Ran(@Nullable BigDecimal hours, @Nullable BigDecimal volumeM3) {}

  record Waste(
      @Nullable String kind,
      @Nullable BigDecimal generatedT,
      @Nullable BigDecimal storedT,
      @Nullable BigDecimal disposedT,
      @Nullable BigDecimal usedT,
      boolean dumped) {}

  record Noise(
      @Nullable String site,
      @Nullable BigDecimal dayOverDb,
      @Nullable Integer dayDays,
      @Nullable BigDecimal nightOverDb,
      @Nullable Integer nightDays,
      @Nullable BigDecimal boundaryM,
      int places) {}

  static TaxRequest read(Context ctx) {
    try {
      TaxBody body = MAPPER.readValue(ctx.body(), TaxBody.class);
      if (body != null) {
        return body.request();
      }
    } catch (JsonProcessingException e) {
      throw ApiException.badRequest(
          "body-form", "the body does not fit: " + e.getOriginalMessage());
    }
    throw ApiException.badRequest("body-not-object", "the body must be a JSON object");
  }

  private TaxRequest request() {
    if (month == null) {
      throw ApiException.badRequest("field-missing", "month must be given, such as 2026-03");
    }
    return new TaxRequest(
        Periods.month("month", month),
        province,
        airRate,
        waterRate,
        Boolean.TRUE.equals(boundaryExcluded)
            ? Reduction.Boundary.EXCLUDED
            : Reduction.Boundary.INCLUDED,
        Optional.ofNullable(dust).orElse(Map.of()),
        laboratory == null ? TaxRequest.LaboratoryAsked.NOTHING : laboratory(laboratory),
        Optional.ofNullable(wastes).orElse(List.of()).stream().map(TaxBody::waste).toList(),
        Optional.ofNullable(noise).orElse(List.of()).stream().map(TaxBody::noise).toList());
  }

  private static TaxRequest.LaboratoryAsked laboratory(Laboratory said) {
    Map<String, TaxRequest.Ran> ran = new HashMap<>();
    Optional.ofNullable(said.ran())
        .orElse(Map.of())
        .forEach(
            (outlet, each) -> {
              if (each == null) {
                throw ApiException.badRequest(
                    "field-missing", "laboratory.ran.%s must be given".formatted(outlet));
              }
              ran.put(outlet, new TaxRequest.Ran(each.hours(), each.volumeM3()));
            });
    return new TaxRequest.LaboratoryAsked(
        ran,
        said.carryOver(),
        said.notDetected() == null ? null : notDetected(said.notDetected()),
        Optional.ofNullable(said.voluntary()).orElse(List.of()).stream()
            .filter(Objects::nonNull)
            .collect(Collectors.toSet()));
  }

  private static NotDetected notDetected(String word) {
    return switch (word) {
      case "zero" -> NotDetected.ZERO;
      case "half" -> NotDetected.HALF;
      default ->
          throw ApiException.badRequest(
              "not-detected", "laboratory.notDetected (%s) must be zero or half".formatted(word));
    };
  }

  private static TaxRequest.WasteAsked waste(Waste waste) {
    if (waste.kind() == null) {
      throw ApiException.badRequest("field-missing", "wastes.kind must be given");
    }
    return new TaxRequest.WasteAsked(
        waste.kind(),
        new SolidWasteTax.Waste(
            given("wastes.generatedT", waste.generatedT()),
            orZero(waste.storedT()),
            orZero(waste.disposedT()),
            orZero(waste.usedT())),
        waste.dumped());
  }

  private static TaxRequest.NoiseAsked noise(Noise noise) {
    return new TaxRequest.NoiseAsked(
        noise.site() == null ? "" : noise.site().strip(),
        excess("noise.day", noise.dayOverDb(), noise.dayDays()),
        excess("noise.night", noise.nightOverDb(), noise.nightDays()),
        orZero(noise.boundaryM()),
        noise.places());
  }

  /** Without the days an excess would be none. */
  private static NoiseTax.Excess excess(
      String part, @Nullable BigDecimal overDb, @Nullable Integer days) {
    BigDecimal over = orZero(overDb);
    int onDays = days == null ? 0 : days;
    if (over.signum() > 0 && onDays == 0) {
      throw ApiException.badRequest(
          "field-missing",
          "%sDays must say on how many days it was over, since %sOverDb is %s"
              .formatted(part, part, over.toPlainString()));
    }
    return new NoiseTax.Excess(over, onDays);
  }

  private static BigDecimal given(String field, @Nullable BigDecimal number) {
    if (number == null) {
      throw ApiException.badRequest("field-missing", field + " must be given");
    }
    return number;
  }

  private static BigDecimal orZero(@Nullable BigDecimal number) {
    return number == null ? BigDecimal.ZERO : number;
  }
}
