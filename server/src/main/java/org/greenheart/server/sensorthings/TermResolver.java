// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.greenheart.storage.Micros;
import org.greenheart.storage.registry.EntityType;
import org.greenheart.storage.registry.Navigation;
import org.greenheart.storage.registry.Operation;
import org.greenheart.storage.registry.Property;
import org.greenheart.storage.registry.Term;
import org.greenheart.storage.registry.TermType;

/**
 * Looks up the names of an expression in the model and checks its types.
 *
 * <p>What can be worked out without a row is worked out here: {@code now() sub duration'P1D'}
 * becomes a time. A date beside a time stands for its first moment in UTC, a text in quotes beside
 * a time is read as a time, and an interval for its start.
 */
final class TermResolver {
  private static final Evaluator CONSTANT =
      new Evaluator(
          access -> {
            throw new IllegalStateException("not constant: " + access);
          });

  private final EntityType type;
  private final String label;
  private final Instant now;

  /**
   * @param label the option's name in messages
   */
  TermResolver(EntityType type, String label, Instant now) {
    this.type = type;
    this.label = label;
    this.now = now;
  }

  /** A term that is true or false. */
  Term condition(Expression expression) {
    return truth(term(expression), expression);
  }

  Term term(Expression expression) {
    return switch (expression) {
      case Expression.Literal literal -> literal.value();
      case Expression.Interval interval -> new Term.Time(interval.startMicros());
      case Expression.Geometry geometry ->
          throw RequestException.unsupported(
              at(geometry, "geometries are not supported in expressions yet"));
      case Expression.Path path -> access(path);
      case Expression.Call call -> call(call);
    };
  }

  private String at(Expression where, String message) {
    return "%s at %d: %s".formatted(label, where.position(), message);
  }

  private RequestException bad(Expression where, String message) {
    return RequestException.bad("types", at(where, message));
  }

  private Term.Access access(Expression.Path path) {
    List<Navigation> steps = new ArrayList<>();
    EntityType here = type;
    List<String> names = path.names();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      Optional<Navigation> step = here.navigation(name);
      if (step.isPresent()) {
        steps.add(step.get());
        here = step.get().target();
        continue;
      }
      Optional<Property> property = here.property(name);
      if (property.isEmpty()) {
        throw unknown(path, here, name);
      }
      return checked(
          path, new Term.Access(steps, property.get(), names.subList(i + 1, names.size())), here);
    }
    throw RequestException.bad(
        "unknown-property",
        at(
            path,
            "'%s' leads to %s: expected one of its properties behind it"
                .formatted(path.text(), here.single())));
  }

  private RequestException unknown(Expression.Path path, EntityType here, String name) {
    String known =
        Stream.concat(
                Stream.concat(Stream.of("id"), here.properties().stream().map(Property::name)),
                here.navigations().stream().map(Navigation::word))
            .collect(Collectors.joining(", "));
    return RequestException.bad(
        "unknown-property",
        at(path, "%s has no '%s': expected one of %s".formatted(here.single(), name, known)));
  }

  private Term.Access checked(Expression.Path path, Term.Access access, EntityType owner) {
    Property property = access.property();
    boolean document = property.type() == TermType.JSON || property.type() == TermType.GEOGRAPHY;
    if (!access.inside().isEmpty() && !document) {
      throw RequestException.bad(
          "unknown-property",
          at(path, "%s of %s has nothing inside".formatted(property.name(), owner.single())));
    }
    if (!property.kept()) {
      throw RequestException.unsupported(
          at(
              path,
              "%s of %s is derived from its observations: it can be read, but not used here"
                  .formatted(property.name(), owner.single())));
    }
    boolean back =
        type == EntityType.OBSERVATION
            && access.path().stream().anyMatch(step -> step.target() == EntityType.OBSERVATION);
    if (back) {
      throw RequestException.unsupported(
          at(path, "a path from Observations back to Observations is not supported"));
    }
    return access;
  }

  private Term call(Expression.Call call) {
    Operation operation = call.operation();
    if (operation.isSpatial()) {
      throw RequestException.unsupported(
          at(call, "the function %s is not supported yet".formatted(operation.word())));
    }
    List<Term> arguments = new ArrayList<>();
    call.arguments().forEach(argument -> arguments.add(term(argument)));
    Term term =
        switch (operation) {
          case AND, OR -> junction(call, arguments);
          case NOT ->
              Term.Call.of(operation, truth(arguments.getFirst(), call.arguments().getFirst()));
          case EQ, NE, GT, GE, LT, LE -> comparison(call, arguments);
          case ADD, SUB -> sum(call, arguments);
          case NOW -> new Term.Time(Micros.of(now));
          case MINDATETIME -> new Term.Time(Iso.micros("0001-01-01T00:00:00Z"));
          case MAXDATETIME -> new Term.Time(Iso.micros("9999-12-31T23:59:59.999999Z"));
          default -> function(call, arguments);
        };
    return folded(term);
  }

  private static Term folded(Term term) {
    return term instanceof Term.Call call
            && call.arguments().stream().allMatch(Term.Constant.class::isInstance)
        ? CONSTANT.value(term)
        : term;
  }

  private Term truth(Term term, Expression where) {
    return switch (term.type()) {
      case BOOLEAN -> term;
      case JSON -> Term.Call.of(Operation.EQ, term, new Term.Truth(true));
      default ->
          throw bad(
              where,
              "expected a condition, found %s%s"
                  .formatted(
                      term.type().words(),
                      where instanceof Expression.Path path
                          ? " ('%s'): compare it, or put brackets behind 'not'"
                              .formatted(path.text())
                          : ""));
    };
  }

  /** Chains of one operator become one call, so that long ones are not deep. */
  private Term junction(Expression.Call call, List<Term> arguments) {
    List<Term> flat = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      Term argument = truth(arguments.get(i), call.arguments().get(i));
      if (argument instanceof Term.Call inner && inner.operation() == call.operation()) {
        flat.addAll(inner.arguments());
      } else {
        flat.add(argument);
      }
    }
    return new Term.Call(call.operation(), TermType.BOOLEAN, flat);
  }

  private Term comparison(Expression.Call call, List<Term> arguments) {
    Term left = asTimeBeside(call, arguments.getFirst(), arguments.get(1));
    Term right = asTimeBeside(call, arguments.get(1), left);
    TermType a = left.type();
    TermType b = right.type();
    boolean comparable =
        a == b
            || a == TermType.JSON
            || b == TermType.JSON
            || a == TermType.NULL
            || b == TermType.NULL;
    boolean geometry =
        (a == TermType.GEOGRAPHY && b != TermType.NULL)
            || (b == TermType.GEOGRAPHY && a != TermType.NULL);
    if (!comparable || geometry) {
      throw bad(
          call,
          "'%s' cannot compare %s with %s"
              .formatted(call.operation().word(), a.words(), b.words()));
    }
    return Term.Call.of(call.operation(), left, right);
  }

  /** A date or a text beside a time, as a time. */
  private Term asTimeBeside(Expression.Call call, Term term, Term other) {
    return other.type() == TermType.TIME ? asTime(call, term) : term;
  }

  private Term asTime(Expression.Call call, Term term) {
    return switch (term) {
      case Term.Day(var date) -> new Term.Time(Iso.startOfDay(date));
      case Term.Text(String text) -> {
        try {
          yield new Term.Time(Iso.micros(text));
        } catch (DateTimeException e) {
          throw bad(
              call, "'%s' is not a time: expected one like 2026-11-21T00:00:00Z".formatted(text));
        }
      }
      default -> term;
    };
  }

  private Term sum(Expression.Call call, List<Term> arguments) {
    boolean add = call.operation() == Operation.ADD;
    Term left = arguments.getFirst();
    Term right = arguments.get(1);
    if (right.type() == TermType.DURATION || right.type() == TermType.TIME) {
      left = asTime(call, left);
    }
    TermType a = left.type();
    TermType b = right.type();
    TermType result;
    if (isNumber(a) && isNumber(b)) {
      result = TermType.NUMBER;
    } else if (a == TermType.TIME && b == TermType.DURATION) {
      result = TermType.TIME;
    } else if (add && a == TermType.DURATION && b == TermType.TIME) {
      result = TermType.TIME;
    } else if ((!add && a == TermType.TIME && b == TermType.TIME)
        || (a == TermType.DURATION && b == TermType.DURATION)) {
      result = TermType.DURATION;
    } else {
      throw bad(
          call,
          "'%s' cannot take %s and %s".formatted(call.operation().word(), a.words(), b.words()));
    }
    return new Term.Call(call.operation(), result, List.of(left, right));
  }

  private static boolean isNumber(TermType type) {
    return type == TermType.NUMBER || type == TermType.JSON;
  }

  private Term function(Expression.Call call, List<Term> arguments) {
    List<Term> fitting = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      TermType wanted = call.operation().parameters().get(i);
      Term argument = arguments.get(i);
      if (wanted == TermType.TIME) {
        argument = asTime(call, argument);
      }
      TermType given = argument.type();
      // A function of times takes no value from JSON, where times are texts.
      boolean fits = given == wanted || (given == TermType.JSON && wanted != TermType.TIME);
      if (!fits) {
        throw bad(
            call.arguments().get(i),
            "'%s' needs %s here, found %s"
                .formatted(call.operation().word(), wanted.words(), given.words()));
      }
      fitting.add(argument);
    }
    return new Term.Call(call.operation(), call.operation().result(), fitting);
  }
}
