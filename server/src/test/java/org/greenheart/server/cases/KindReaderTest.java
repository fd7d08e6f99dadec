// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Stage;
import org.junit.jupiter.api.Test;

final class KindReaderTest {
  private static final String KIND =
      """
      {"code":"noise","name":{"zh":"噪声投诉","en":"Noise"},
       "fields":[{"name":"place","label":{"zh":"地点","en":"Place"},"type":"text","required":true}],
       "steps":[{"step":"accept","roles":["duty-officer"]},
                {"step":"give-out","roles":["duty-officer"]},
                {"step":"close","roles":["leader"],"fields":["place"]}],
       "limits":[{"stage":"received","days":2,"unit":"working","warnDays":1}],
       "basis":"of the town"}\
      """;

  private static void assertRefused(String document, String code, String value) {
    assertThatThrownBy(() -> KindReader.read(document))
        .isInstanceOfSatisfying(
            RuleException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.getMessage()).contains(value);
            });
  }

  @Test
  void read_goodKind_hasStepsInTheOrderOfTheWay() {
    CaseKind kind = KindReader.read(KIND);

    assertThat(kind.way()).containsExactly(Step.ACCEPT, Step.GIVE_OUT, Step.CLOSE);
    assertThat(kind.limit(Stage.RECEIVED).orElseThrow().days()).isEqualTo(2);
    assertThat(kind.lookBack()).isEmpty();
  }

  @Test
  void read_unknownStepRoleFieldStage_isNamed() {
    assertRefused(KIND.replace("\"give-out\"", "\"give-away\""), "step-unknown", "give-away");
    assertRefused(KIND.replace("\"leader\"", "\"king\""), "kind-role-unknown", "king");
    assertRefused(KIND.replace("[\"place\"]", "[\"plaice\"]"), "kind-field-unknown", "plaice");
    assertRefused(KIND.replace("\"received\"", "\"lost\""), "stage-unknown", "lost");
    assertRefused(KIND.replace("\"basis\"", "\"base\""), "kind-field-unknown", "base");
    assertRefused(KIND.replace("\"text\"", "\"colour\""), "kind-value", "colour");
    assertRefused("{", "kind-json", "JSON");
  }

  @Test
  void read_stepsOutOfOrderOrWithoutClosing_isRefused() {
    assertRefused(KIND.replace("\"accept\"", "\"verify\""), "kind-step-order", "give-out");
    assertRefused(KIND.replace("\"close\"", "\"verify\""), "kind-step-missing", "close");
    assertRefused(KIND.replace("\"accept\"", "\"hand-over\""), "kind-step-missing", "hand-over");
  }

  @Test
  void shippedKinds_areAllReadable() {
    assertThat(new CaseKinds()).isNotNull();
  }
}
