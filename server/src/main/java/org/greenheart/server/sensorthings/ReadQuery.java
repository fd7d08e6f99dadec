// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenheart.storage.registry.EntityQuery;
import org.greenheart.storage.registry.EntityType;
import org.greenheart.storage.registry.Navigation;
import org.greenheart.storage.registry.Term;
import org.jspecify.annotations.Nullable;

/**
 * What is to be read of one type of entity: the query options with their names looked up.
 *
 * @param limit the most entities of one answer
 * @param expand what is written inline, in the order asked for
 * @param written the options as the link to the next page repeats them
 */
record ReadQuery(
    EntityType type,
    @Nullable Term filter,
    List<EntityQuery.SortKey> order,
    int limit,
    long skip,
    boolean count,
    Selection selection,
    Map<Navigation, ReadQuery> expand,
    boolean dataArray,
    @Nullable String after,
    Map<String, String> written) {
  static final int DEFAULT_TOP = 100;
  static final int MAX_TOP = 10_000;

  static ReadQuery of(EntityType type, QueryOptions options, Instant now) {
    Expression filter = options.filter();
    List<EntityQuery.SortKey> order = new ArrayList<>();
    for (QueryOptions.Ordering ordering : options.orderBy()) {
      order.add(sortKey(type, ordering, now));
    }
    Long top = options.top();
    return new ReadQuery(
        type,
        filter == null ? null : new TermResolver(type, "$filter", now).condition(filter),
        List.copyOf(order),
        top == null ? DEFAULT_TOP : (int) Math.min(top, MAX_TOP),
        options.skip(),
        options.count(),
        Selection.of(type, options.select()),
        expansions(type, options.expand(), now),
        options.dataArray(),
        options.after(),
        options.written());
  }

  private static EntityQuery.SortKey sortKey(
      EntityType type, QueryOptions.Ordering ordering, Instant now) {
    Term term = new TermResolver(type, "$orderby", now).term(ordering.expression());
    // Also keeps Observations out: only Datastreams and features lead to them, and to many.
    term.eachAccess(
        access -> {
          if (access.path().stream().anyMatch(Navigation::many)) {
            throw RequestException.bad(
                "orderby-many",
                "$orderby at %d: cannot order by a relation to many (%s)"
                    .formatted(ordering.expression().position(), access.path().getFirst().word()));
          }
        });
    return new EntityQuery.SortKey(term, ordering.descending());
  }

  private static Map<Navigation, ReadQuery> expansions(
      EntityType type, List<QueryOptions.Expansion> expansions, Instant now) {
    Map<Navigation, List<QueryOptions>> wanted = new LinkedHashMap<>();
    for (QueryOptions.Expansion expansion : expansions) {
      String word = expansion.path().names().getFirst();
      Optional<Navigation> step = type.navigation(word);
      if (step.isEmpty()) {
        throw RequestException.bad(
            "unknown-relation",
            "$expand at %d: %s has no relation '%s': expected one of %s"
                .formatted(
                    expansion.path().position(),
                    type.single(),
                    word,
                    String.join(", ", type.navigations().stream().map(Navigation::word).toList())));
      }
      wanted.computeIfAbsent(step.get(), key -> new ArrayList<>()).add(expansion.options());
    }
    Map<Navigation, ReadQuery> resolved = new EnumMap<>(Navigation.class);
    wanted.forEach(
        (step, options) -> resolved.put(step, of(step.target(), merged(step, options), now)));
    return resolved;
  }

  /** {@code $expand=A/B,A/C} asks for one A with both; other options can be given once only. */
  private static QueryOptions merged(Navigation step, List<QueryOptions> all) {
    if (all.size() == 1) {
      return all.getFirst();
    }
    List<QueryOptions.Expansion> inner = new ArrayList<>();
    List<String> written = new ArrayList<>();
    Optional<QueryOptions> own = Optional.empty();
    for (QueryOptions options : all) {
      inner.addAll(options.expand());
      String text = options.written().get("$expand");
      if (text != null) {
        written.add(text);
      }
      if (options.written().keySet().stream().anyMatch(name -> !name.equals("$expand"))) {
        if (own.isPresent()) {
          throw RequestException.bad(
              "duplicate-option",
              "$expand: the options of %s are given twice".formatted(step.word()));
        }
        own = Optional.of(options);
      }
    }
    QueryOptions base = own.orElse(QueryOptions.NONE);
    Map<String, String> texts = new LinkedHashMap<>(base.written());
    if (!written.isEmpty()) {
      texts.put("$expand", String.join(",", written));
    }
    return new QueryOptions(
        base.filter(),
        base.orderBy(),
        base.top(),
        base.skip(),
        base.count(),
        base.select(),
        inner,
        false,
        null,
        texts);
  }
}
