// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResourcePathTest {
  @Test
  void parse_nested_givesSegments() {
    ResourcePath path = ResourcePath.parse("Things(1)/Datastreams('x')/name/$value");

    assertThat(path.segments())
        .containsExactly(
            new ResourcePath.Segment("Things", "1", 1L, 1),
            new ResourcePath.Segment("Datastreams", "x", null, 11),
            new ResourcePath.Segment("name", null, null, 28));
    assertThat(path.ending()).isEqualTo(ResourcePath.Ending.VALUE);
  }

  @Test
  void parse_ref_isAnEnding() {
    assertThat(ResourcePath.parse("Things/$ref").ending()).isEqualTo(ResourcePath.Ending.REF);
    assertThat(ResourcePath.parse("Things/").segments()).hasSize(1);
  }

  @Test
  void parse_idThatNoEntityHas_isNoNumber() {
    assertThat(ResourcePath.parse("Things(1.5)").segments().getFirst().number()).isNull();
    assertThat(ResourcePath.parse("Things(99999999999999999999)").segments().getFirst().number())
        .isNull();
    assertThat(ResourcePath.parse("Things(-1)").segments().getFirst().number()).isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Things( | path at 8: expected an id: a number or a text in quotes, found the end",
        "Things() | path at 8: expected an id: a number or a text in quotes, found ')'",
        "Things(1 | path at 9: expected ')', found the end",
        "Things(1)x | path at 10: expected '/' or the end, found 'x'",
        "Things//x | path at 8: expected a name, found '/'",
        "$value | path at 1: expected the name of an entity set, found '$value'",
        "Things(1)/$value/x | path at 18: expected the end, found 'x'",
      })
  void parse_malformed_saysWhere(String path, String message) {
    assertThatThrownBy(() -> ResourcePath.parse(path)).hasMessage(message);
  }

  @Test
  void parse_tooManySegments_isRefused() {
    assertThatThrownBy(() -> ResourcePath.parse("Things(1)/".repeat(60)))
        .hasMessageContaining("a path must not have more than 50 parts");
  }
}
