// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CityFilesTest {
  private static final String CREDIT_CODE_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY";

  private final CityFiles files = new CityFiles();

  @Test
  void areas_formATree() {
    Set<String> seen = new HashSet<>();
    for (Row row : files.rows("areas.csv")) {
      assertThat(row.text("level")).isIn("city", "county", "street", "grid");
      if (row.text("level").equals("city")) {
        assertThat(row.text("parent")).isEmpty();
      } else {
        assertThat(seen).contains(row.text("parent"));
      }
      assertThat(seen.add(row.text("code"))).isTrue();
    }
  }

  @Test
  void enterprises_haveCreditCodesWithRightCheckSigns() {
    Set<String> areas = column("areas.csv", "code");
    for (Row row : files.rows("enterprises.csv")) {
      String code = row.text("credit_code");
      assertThat(code).hasSize(18);
      assertThat(code.charAt(17)).as(code).isEqualTo(checkSign(code));
      assertThat(code.charAt(16)).as(code).isEqualTo(organisationCheckSign(code.substring(8, 16)));
      assertThat(areas).contains(row.text("area"));
      assertThat(row.text("industry")).matches("[A-T][0-9]{4}");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"outlets.csv", "facilities.csv"})
  void outletsAndFacilities_belongToAnEnterpriseOnce(String name) {
    Set<String> enterprises = column("enterprises.csv", "credit_code");
    Set<String> seen = new HashSet<>();
    for (Row row : files.rows(name)) {
      assertThat(enterprises).contains(row.text("enterprise"));
      assertThat(row.text("medium")).isIn("air", "water");
      assertThat(seen.add(row.text("enterprise") + row.text("code"))).isTrue();
    }
  }

  @Test
  void permits_limitOutletsThatThereAre() {
    Set<String> outlets = keys("outlets.csv", "enterprise", "code");
    for (Row row : files.rows("permits.csv")) {
      assertThat(outlets).contains(row.text("enterprise") + " " + row.text("outlet"));
      assertThat(row.text("permit")).startsWith(row.text("enterprise"));
      assertThat(row.text("averaging")).isIn("hour", "day");
      assertThat(row.text("maximum")).matches("[0-9.]+");
    }
  }

  @Test
  void points_resolveAndHaveALogger() {
    Set<String> areas = column("areas.csv", "code");
    Set<String> outlets = keys("outlets.csv", "enterprise", "code");
    Set<String> facilities = keys("facilities.csv", "enterprise", "code");
    Set<String> loggers = column("loggers.csv", "device_id");
    List<Row> points = files.rows("points.csv");
    assertThat(points).hasSizeBetween(40, 60);
    Set<String> seen = new HashSet<>();
    for (Row row : points) {
      String deviceId = row.text("device_id");
      assertThat(seen.add(deviceId)).isTrue();
      assertThat(loggers).contains(deviceId);
      assertThat(areas).contains(row.text("area"));
      if (!row.text("outlet").isEmpty()) {
        assertThat(outlets).contains(row.text("enterprise") + " " + row.text("outlet"));
      }
      if (!row.text("facility").isEmpty()) {
        assertThat(facilities).contains(row.text("enterprise") + " " + row.text("facility"));
      }
      assertThat(row.number("latitude")).isBetween(28.0, 29.0);
      assertThat(row.number("longitude")).isBetween(111.5, 113.0);
    }
  }

  @Test
  void loggers_oneOfThemIsInNoOtherFile() {
    Set<String> points = column("points.csv", "device_id");
    Set<String> strangers = column("loggers.csv", "device_id");
    strangers.removeAll(points);
    assertThat(strangers).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pairs.csv:inlet", "pairs.csv:outlet", "groups.csv:device_id"})
  void pairsAndGroups_namePointsThatThereAre(String fileAndHead) {
    String[] parts = fileAndHead.split(":", 2);
    assertThat(column("points.csv", "device_id")).containsAll(column(parts[0], parts[1]));
  }

  @Test
  void script_nameLoggersAndFactorsThatThereAre() {
    City city = City.of(files, 1, Instant.parse("2026-11-02T00:00:00Z"));
    for (Row row : files.rows("script.csv")) {
      List<Quantity> quantities = city.device(row.text("device_id")).model().quantities();
      if (!row.text("code").equals("*")) {
        assertThat(quantities).extracting(Quantity::code).contains(row.text("code"));
      }
    }
    for (Row row : files.rows("stations.csv")) {
      assertThat(city.device(row.text("device_id")).station()).isNotNull();
    }
  }

  @Test
  void rules_nameLevelsOfTheirStations() throws Exception {
    City city = City.of(files, 1, Instant.parse("2026-11-02T00:00:00Z"));
    for (JsonNode rule : new ObjectMapper().readTree(files.text("rules.json"))) {
      if (rule.get("kind").asText().equals("pump-not-started")) {
        PumpStation station = requireNonNull(city.device(rule.get("deviceId").asText()).station());
        assertThat(rule.at("/parameters/startLevel").asDouble()).isEqualTo(station.plan().start());
      }
    }
  }

  @Test
  void layers_areGeoJson() throws Exception {
    for (String name : CityFiles.LAYERS) {
      JsonNode layer = new ObjectMapper().readTree(files.text(name));
      assertThat(layer.get("type").asText()).isEqualTo("FeatureCollection");
      assertThat(layer.get("features")).isNotEmpty();
    }
  }

  private Set<String> column(String file, String head) {
    return files.rows(file).stream()
        .map(row -> row.text(head))
        .collect(Collectors.toCollection(HashSet::new));
  }

  private Set<String> keys(String file, String first, String second) {
    return files.rows(file).stream()
        .map(row -> row.text(first) + " " + row.text(second))
        .collect(Collectors.toSet());
  }

  /** GB 32100-2015. */
  private static char checkSign(String code) {
    int sum = 0;
    int weight = 1;
    for (int i = 0; i < 17; i++) {
      sum += CREDIT_CODE_SIGNS.indexOf(code.charAt(i)) * weight;
      weight = weight * 3 % 31;
    }
    return CREDIT_CODE_SIGNS.charAt((31 - sum % 31) % 31);
  }

  /** GB 11714-1997. */
  private static char organisationCheckSign(String body) {
    int[] weights = {3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (int i = 0; i < 8; i++) {
      sum += Character.digit(body.charAt(i), 36) * weights[i];
    }
    int sign = 11 - sum % 11;
    return sign == 10 ? 'X' : (char) ('0' + sign % 11);
  }
}
