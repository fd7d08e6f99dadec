// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QueryParserTest {
  @Test
  void parse_allOptions_areRead() {
    QueryOptions options =
        parse(
            "$filter=result%20gt%205&$orderby=phenomenonTime+desc,@iot.id&$top=3&$skip=2"
                + "&$count=true&$select=id,properties/code,Thing&$resultFormat=dataArray");

    assertThat(options.filter()).isInstanceOf(Expression.Call.class);
    assertThat(options.orderBy())
        .extracting(QueryOptions.Ordering::descending)
        .containsExactly(true, false);
    assertThat(options.top()).isEqualTo(3);
    assertThat(options.skip()).isEqualTo(2);
    assertThat(options.count()).isTrue();
    assertThat(options.select())
        .extracting(Expression.Path::text)
        .containsExactly("id", "properties/code", "Thing");
    assertThat(options.dataArray()).isTrue();
  }

  @Test
  void parse_nestedExpand_keepsItsOptionsAndTheirText() {
    QueryOptions options =
        parse(
            "$expand=Datastreams($filter=name eq 'a;b)';$expand=Observations($top=1 ; "
                + "$orderby=phenomenonTime desc);$count=true),Locations");

    assertThat(options.expand())
        .extracting(expansion -> expansion.path().text())
        .containsExactly("Datastreams", "Locations");
    QueryOptions inner = options.expand().getFirst().options();
    assertThat(inner.count()).isTrue();
    assertThat(inner.written())
        .containsExactly(
            Map.entry("$filter", "name eq 'a;b)'"),
            Map.entry("$expand", "Observations($top=1 ; $orderby=phenomenonTime desc)"),
            Map.entry("$count", "true"));
    assertThat(inner.expand().getFirst().options().top()).isEqualTo(1);
  }

  @Test
  void parse_expandPath_isNestedExpand() {
    QueryOptions options = parse("$expand=Datastreams/Observations/FeatureOfInterest($select=id)");

    QueryOptions.Expansion outer = options.expand().getFirst();
    assertThat(outer.path().text()).isEqualTo("Datastreams");
    assertThat(outer.options().written())
        .containsExactly(Map.entry("$expand", "Observations/FeatureOfInterest($select=id)"));
    QueryOptions.Expansion middle = outer.options().expand().getFirst();
    assertThat(middle.path().text()).isEqualTo("Observations");
    assertThat(middle.options().expand().getFirst().options().select()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$top=-1 | 400 | $top at 1: expected a whole number from 0, found '-1'",
        "$top=1.5 | 400 | $top at 1: expected a whole number from 0, found '1.5'",
        "$top=x | 400 | $top at 1: expected a whole number from 0, found 'x'",
        "$top= | 400 | $top at 1: expected a whole number from 0, found the end",
        "$top | 400 | $top at 1: expected a whole number from 0, found the end",
        "$top=1 2 | 400 | $top at 3: expected ',' or the end, found '2'",
        "$skip=-1 | 400 | $skip at 1: expected a whole number from 0, found '-1'",
        "$count=yes | 400 | $count at 1: expected true or false, found 'yes'",
        "$orderby=name up | 400 | $orderby at 6: expected ',' or the end, found 'up'",
        "$select=name, | 400 | $select at 6: expected the name of a property or a relation",
        "$expand=Things( | 400 | $expand at 8: expected a query option such as $top",
        "$expand=Things($top) | 400 | $expand at 12: expected '=' after $top, found ')'",
        "$expand=Things($top=1;$top=2) | 400 | $expand at 15: $top is given twice",
        "$expand=Things($top=1 | 400 | $expand at 14: expected ';' or ')', found the end",
        "$expand=A/B/C/D/E/F/G/H/I/J/K | 400 | $expand at 1: expansions must not be nested deeper",
        "$search=x | 501 | the query option $search is not supported",
        "$Top=1 | 501 | the query option $Top is not supported",
        "$expand=Things($apply=1) | 501 | the query option $apply is not supported",
        "top=1 | 400 | unknown query option 'top': did you mean $top?",
        "foo=1 | 400 | unknown query option 'foo': expected one of $count, $expand",
        "$top=1&$top=2 | 400 | the query option $top is given twice",
        "$resultFormat=csv | 501 | $resultFormat at 1: expected dataArray, found 'csv'",
        "$filter=%zz | 400 | expected two hex digits after '%'",
        "$filter=%ff | 400 | the URL is not UTF-8 in percent encoding",
        "$filter=name eq '%00' and | 400 | $filter at 16: expected a value",
      })
  void parse_refused_saysWhy(String query, int status, String message) {
    assertThatThrownBy(() -> parse(query))
        .hasMessageContaining(message)
        .satisfies(e -> assertThat(((RequestException) e).status()).isEqualTo(status));
  }

  @Test
  void parse_hugeTop_isRead() {
    Long top = parse("$top=99999999999999999999999").top();

    assertThat(top).isNotNull().isGreaterThan(10_000L);
  }

  private static QueryOptions parse(String query) {
    return QueryParser.parse(QueryString.options(query));
  }
}
