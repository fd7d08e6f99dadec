// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.greenheart.server.api.ApiJson;
import org.greenheart.server.api.Params;
import org.greenheart.storage.registry.RuleException;

/** What a step was given, checked against what it needs. */
final class StepValues {
  private static final ObjectMapper MAPPER = ApiJson.mapper();
  private static final int LONGEST = 4_000;

  /** Fields of a request that belong to no step. */
  private static final Set<String> OF_ALL = Set.of("version");

  private final ObjectNode values;

  /** Of handlers, in their order; 0 for one that is a text. */
  private final Map<String, List<Long>> accounts;

  private StepValues(ObjectNode values, Map<String, List<Long>> accounts) {
    this.values = values;
    this.accounts = Map.copyOf(accounts);
  }

  /** Looks up an account that a need names. */
  interface Naming {
    String nameOf(String need, long account);
  }

  /** The same with their names for the accounts among the handlers. */
  StepValues naming(Naming naming) {
    ObjectNode named = values.deepCopy();
    Map<String, List<Long>> found = new HashMap<>();
    for (Map.Entry<String, JsonNode> each : values.properties()) {
      String need = each.getKey();
      if (each.getValue().isObject()) {
        named.set(need, named(need, each.getValue(), naming, found));
      } else if (each.getValue().isArray()) {
        ArrayNode list = named.putArray(need);
        each.getValue().forEach(one -> list.add(named(need, one, naming, found)));
      }
    }
    return new StepValues(named, found);
  }

  private static JsonNode named(
      String need, JsonNode given, Naming naming, Map<String, List<Long>> found) {
    long account = given.path("account").asLong();
    found.computeIfAbsent(need, _ -> new ArrayList<>()).add(account);
    return given.isObject() ? TextNode.valueOf(naming.nameOf(need, account)) : given;
  }

  /** The account of one of the handlers; 0 where it is a text. */
  long account(String need, int place) {
    List<Long> found = accounts.get(need);
    return found == null ? 0 : found.get(place);
  }

  /**
   * @throws RuleException {@code need-missing}, {@code need-unknown}, {@code need-value}
   */
  static StepValues of(Step step, JsonNode body) {
    ObjectNode values = MAPPER.createObjectNode();
    body.fieldNames()
        .forEachRemaining(
            name -> {
              if (!OF_ALL.contains(name)
                  && step.needs().stream().noneMatch(need -> need.name().equals(name))) {
                throw new RuleException(
                    name,
                    "is nothing that %s needs".formatted(step.text()),
                    body.get(name),
                    "need-unknown");
              }
            });
    for (Need need : step.needs()) {
      JsonNode given = body.path(need.name());
      boolean blank =
          given.isMissingNode()
              || given.isNull()
              || (given.isTextual() && given.asText().isBlank())
              || (given.isArray() && given.isEmpty());
      if (!blank) {
        check(need, given);
        values.set(need.name(), given);
      } else if (need.required()) {
        throw new RuleException(
            need.name(), "must be given for %s".formatted(step.text()), "", "need-missing");
      }
    }
    return new StepValues(values, Map.of());
  }

  private static void check(Need need, JsonNode given) {
    switch (need.type()) {
      case TEXT, CASE -> requireText(need, given);
      case WORD -> {
        requireText(need, given);
        if (!need.words().contains(given.asText())) {
          throw wrong(need, "must be one of " + need.words(), given);
        }
      }
      case HANDLER -> requireHandler(need, given);
      case HANDLERS -> {
        if (!given.isArray()) {
          throw wrong(need, "must be a list", given);
        }
        given.forEach(one -> requireHandler(need, one));
      }
      case DATE -> {
        if (Params.day(given.asText()).isEmpty()) {
          throw wrong(need, "must be a day such as 2026-01-31", given);
        }
      }
      case NUMBER -> {
        if (!given.isInt() || given.asInt() < 1) {
          throw wrong(need, "must be a whole number above 0", given);
        }
      }
    }
  }

  private static void requireHandler(Need need, JsonNode given) {
    if (!given.isObject()) {
      requireText(need, given);
    } else if (given.size() != 1 || !given.path("account").canConvertToExactIntegral()) {
      throw wrong(need, "must be a text or the number of an account", given);
    }
  }

  private static void requireText(Need need, JsonNode given) {
    if (!given.isTextual() || given.asText().isBlank() || given.asText().length() > LONGEST) {
      throw wrong(need, "must be a text of 1 to %s characters".formatted(LONGEST), given);
    }
  }

  private static RuleException wrong(Need need, String rule, JsonNode given) {
    return new RuleException(need.name(), rule, given, "need-value");
  }

  /** Of one that the step requires. */
  String text(String name) {
    return values.path(name).asText().strip();
  }

  Optional<String> optional(String name) {
    return values.has(name) ? Optional.of(text(name)) : Optional.empty();
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    values.path(name).forEach(one -> texts.add(one.asText().strip()));
    return texts;
  }

  Optional<LocalDate> date(String name) {
    return optional(name).map(LocalDate::parse);
  }

  LocalDate day(String name) {
    return LocalDate.parse(text(name));
  }

  int number(String name) {
    return values.path(name).asInt();
  }

  /** For the history. */
  ObjectNode json() {
    return values.deepCopy();
  }
}
