// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * An expression whose names are resolved against the model of entity types: what filters and
 * orderings are made of.
 */
public sealed interface Term {
  TermType type();

  /** A value that is known. Times and durations are in microseconds. */
  sealed interface Constant extends Term {}

  /** No value. */
  record Null() implements Constant {
    @Override
    public TermType type() {
      return TermType.NULL;
    }
  }

  record Truth(boolean value) implements Constant {
    @Override
    public TermType type() {
      return TermType.BOOLEAN;
    }
  }

  record Numeral(BigDecimal value) implements Constant {
    @Override
    public TermType type() {
      return TermType.NUMBER;
    }
  }

  record Text(String value) implements Constant {
    @Override
    public TermType type() {
      return TermType.TEXT;
    }
  }

  record Time(long micros) implements Constant {
    @Override
    public TermType type() {
      return TermType.TIME;
    }
  }

  record Span(long micros) implements Constant {
    @Override
    public TermType type() {
      return TermType.DURATION;
    }
  }

  record Day(LocalDate value) implements Constant {
    @Override
    public TermType type() {
      return TermType.DATE;
    }
  }

  record ClockTime(LocalTime value) implements Constant {
    @Override
    public TermType type() {
      return TermType.TIME_OF_DAY;
    }
  }

  /**
   * A property of the entity or of a related one.
   *
   * @param path the steps to the related entity; empty for the entity itself
   * @param property the property there
   * @param inside keys into the property's JSON document; empty for the property itself
   */
  record Access(List<Navigation> path, Property property, List<String> inside) implements Term {
    public Access {
      path = List.copyOf(path);
      requireNonNull(property, "property is null");
      inside = List.copyOf(inside);
    }

    public static Access of(Property property) {
      return new Access(List.of(), property, List.of());
    }

    @Override
    public TermType type() {
      return inside.isEmpty() ? property.type() : TermType.JSON;
    }
  }

  record Call(Operation operation, TermType type, List<Term> arguments) implements Term {
    public Call {
      arguments = List.copyOf(arguments);
    }

    public static Call of(Operation operation, Term... arguments) {
      return new Call(operation, operation.result(), List.of(arguments));
    }

    /** That a number is one of some: false when there are none. */
    public static Term oneOf(Access number, Collection<Long> numbers) {
      if (numbers.isEmpty()) {
        return new Truth(false);
      }
      List<Term> any = new ArrayList<>();
      for (long value : numbers) {
        any.add(of(Operation.EQ, number, new Numeral(BigDecimal.valueOf(value))));
      }
      return new Call(Operation.OR, TermType.BOOLEAN, any);
    }
  }

  /** Shows every property access in the term, from left to right. */
  default void eachAccess(Consumer<Access> visitor) {
    switch (this) {
      case Access access -> visitor.accept(access);
      case Call call -> call.arguments().forEach(argument -> argument.eachAccess(visitor));
      case Constant ignored -> {}
    }
  }
}
