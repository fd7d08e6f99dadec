// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.greenheart.regulation.calculator.Calculator;
import org.greenheart.regulation.calculator.LawFunction;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.server.law.LawJson;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Calculates as the law does. */
@Command(
    name = "law",
    mixinStandardHelpOptions = true,
    description = {
      "Calculate as the law does, by the rules of the data's day.",
      "Alone it lists the functions with their JSON Schemas. With a function it reads one JSON"
          + " object from standard input and prints one; or give the inputs as NAME=VALUE.",
      "Example: greenheart law air/iaqi pollutant=PM2.5 period=day concentration=66"
    })
final class LawCommand implements Callable<Integer> {
  private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", arity = "0..1", paramLabel = "FUNCTION", description = "air/iaqi, ...")
  private @Nullable String name;

  @Parameters(index = "1..*", paramLabel = "NAME=VALUE", description = "Inputs, for simple ones.")
  private List<String> inputs = List.of();

  @Option(names = "--schema", description = "Print the function's JSON Schemas and an example.")
  private boolean schema;

  private final InputStream in;
  private final OutputStream out;
  private final InstantSource clock;

  LawCommand() {
    this(System.in, System.out, InstantSource.system());
  }

  LawCommand(InputStream in, OutputStream out, InstantSource clock) {
    this.in = in;
    this.out = out;
    this.clock = clock;
  }

  /**
   * @return {@link Greenheart#FAILED} when the law has no answer; the reason is on standard error
   */
  @Override
  public Integer call() throws IOException {
    PrintWriter print = new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    try {
      answer(print);
      return 0;
    } catch (LawException e) {
      spec.commandLine()
          .getErr()
          .printf(
              "greenheart law: %s (%s)%n",
              e.getMessage(), e.code().name().toLowerCase(Locale.ROOT).replace('_', '-'));
      return Greenheart.FAILED;
    } finally {
      print.flush();
    }
  }

  private void answer(PrintWriter print) throws IOException {
    Calculator calculator = Calculator.standard();
    if (name == null) {
      print.println(LawJson.pretty(calculator.all().stream().map(LawFunction::describe).toList()));
      return;
    }
    LawFunction function = calculator.function(name);
    LocalDate today = LocalDate.ofInstant(clock.instant(), BEIJING);
    if (schema) {
      print.println(LawJson.pretty(function.describe()));
    } else if (!inputs.isEmpty()) {
      print.println(LawJson.pretty(function.apply(pairs(), today)));
    } else {
      LawJson.readAll(
          in,
          object -> {
            print.println(LawJson.line(function.apply(object, today)));
            print.flush();
          });
    }
  }

  private Map<String, @Nullable Object> pairs() {
    Map<String, @Nullable Object> pairs = new LinkedHashMap<>();
    for (String input : inputs) {
      int equals = input.indexOf('=');
      if (equals < 1) {
        throw new ParameterException(
            spec.commandLine(), "'%s' must be NAME=VALUE".formatted(input));
      }
      pairs.put(input.substring(0, equals), value(input.substring(equals + 1)));
    }
    return pairs;
  }

  /** Lists and objects are given as JSON, all else as it is. */
  private static Object value(String text) {
    if (!text.startsWith("{") && !text.startsWith("[")) {
      return text;
    }
    Object value = LawJson.read("{\"value\":" + text + "}").get("value");
    return value == null ? text : value;
  }
}
