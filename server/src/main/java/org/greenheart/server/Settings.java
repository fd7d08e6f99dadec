// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.greenheart.server.ConfigException.Code;

/**
 * What the operator has set, from three places. A command-line option wins over the environment,
 * the environment over the file, the file over the default. A name that is not in {@link Key} is an
 * error, so that a typing mistake is found at the start and not after a lost month of data.
 *
 * <p>The file has one {@code setting = value} a line, in UTF-8; lines starting with {@code #} are
 * notes. Nothing is escaped, so a path is written as it is.
 *
 * <p>Immutable.
 */
public final class Settings {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9}) ?(ms|s|min|h|d)");
  private static final Pattern URL =
      Pattern.compile("https?://[A-Za-z0-9.\\[\\]:-]+(/[A-Za-z0-9._~-]+)*");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,9}) ?(B|KB|MB|GB)");

  private final Map<Key, Given> given;

  private Settings(Map<Key, Given> given) {
    this.given = given;
  }

  /** A value as text, and where it was written, for messages. */
  private record Given(String text, String place) {}

  /** Nothing set: the defaults. */
  public static Settings defaults() {
    return new Settings(new EnumMap<>(Key.class));
  }

  /**
   * @param file may be absent
   * @param environment all variables of the process; those not starting with {@code GREENHEART_}
   *     are not ours
   * @param options settings given on the command line
   * @throws ConfigException for an unknown name, a name given twice in the file, or a file that
   *     cannot be read
   */
  public static Settings of(
      Optional<Path> file, Map<String, String> environment, Map<Key, String> options) {
    Map<Key, Given> given = new EnumMap<>(Key.class);
    file.ifPresent(path -> readFile(path, given));
    readEnvironment(environment, given);
    options.forEach(
        (key, text) -> given.put(key, new Given(text, "option --" + key.text().replace('.', '-'))));
    return new Settings(given);
  }

  private static void readFile(Path path, Map<Key, Given> given) {
    List<String> lines = lines(path);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        readLine(line, path + " line " + (i + 1), given);
      }
    }
  }

  private static List<String> lines(Path path) {
    try {
      return Files.readAllLines(path, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ConfigException(
          Code.UNREADABLE_FILE, "%s cannot be read as settings: %s".formatted(path, e));
    }
  }

  private static void readLine(String line, String place, Map<Key, Given> given) {
    int equals = line.indexOf('=');
    if (equals < 0) {
      throw new ConfigException(
          Code.UNREADABLE_FILE, "%s must be 'setting = value': %s".formatted(place, line));
    }
    String name = line.substring(0, equals).strip();
    Key key = Key.ofText(name).orElseThrow(() -> unknown(place, name));
    if (given.putIfAbsent(key, new Given(line.substring(equals + 1).strip(), place)) != null) {
      throw new ConfigException(
          Code.REPEATED_KEY, "%s sets '%s' for a second time".formatted(place, name));
    }
  }

  private static ConfigException unknown(String place, String name) {
    return new ConfigException(
        Code.UNKNOWN_KEY, "%s: there is no setting '%s'".formatted(place, name));
  }

  private static void readEnvironment(Map<String, String> environment, Map<Key, Given> given) {
    environment.forEach(
        (variable, text) -> {
          if (Key.isOurs(variable)) {
            Key key = Key.ofVariable(variable).orElseThrow(() -> unknown("environment", variable));
            given.put(key, new Given(text.strip(), "environment variable " + variable));
          }
        });
  }

  /**
   * The same settings over other defaults than those of {@link Key}.
   *
   * @param place who sets them, for messages
   */
  public Settings withDefaults(Map<Key, String> defaults, String place) {
    Map<Key, Given> all = new EnumMap<>(Key.class);
    defaults.forEach((key, text) -> all.put(key, new Given(text, place)));
    all.putAll(given);
    return new Settings(all);
  }

  public String textOrEmpty(Key key) {
    return get(key).text();
  }

  public String text(Key key) {
    String text = textOrEmpty(key);
    if (text.isEmpty()) {
      throw bad(key, "must not be empty");
    }
    return text;
  }

  public Path path(Key key) {
    return Path.of(text(key));
  }

  /** Empty when it is set to nothing. */
  public Optional<Path> optionalPath(Key key) {
    return get(key).text().isEmpty() ? Optional.empty() : Optional.of(path(key));
  }

  /** Of http or https, without a slash at its end. Empty when it is set to nothing. */
  public Optional<URI> optionalUrl(Key key) {
    String text = get(key).text();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (!URL.matcher(text).matches()) {
      throw bad(key, "must be like https://air.example.org, without a slash at the end");
    }
    return Optional.of(URI.create(text));
  }

  public boolean flag(Key key) {
    return switch (get(key).text()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw bad(key, "must be true or false");
    };
  }

  /** A TCP port; 0 means any free one. */
  public int port(Key key) {
    return number(key, 0, 65_535);
  }

  public int number(Key key, int least, int most) {
    String rule = "must be a whole number from %d to %d".formatted(least, most);
    try {
      int number = Integer.parseInt(get(key).text());
      if (number < least || number > most) {
        throw bad(key, rule);
      }
      return number;
    } catch (NumberFormatException e) {
      throw bad(key, rule);
    }
  }

  /** As {@code 500ms}, {@code 30s}, {@code 10min}, {@code 2h} or {@code 90d}. */
  public Duration duration(Key key) {
    Matcher matcher = DURATION.matcher(get(key).text());
    if (!matcher.matches()) {
      throw bad(key, "must be a time like 500ms, 30s, 10min, 2h or 90d");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "min" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  /** As {@link #duration}, or {@code never}, which is empty. */
  public Optional<Duration> durationOrNever(Key key, Duration least) {
    String text = get(key).text();
    if (text.equals("never")) {
      return Optional.empty();
    }
    if (!DURATION.matcher(text).matches() || duration(key).compareTo(least) < 0) {
      throw bad(key, "must be never, or a time like 90d of at least %dd".formatted(least.toDays()));
    }
    return Optional.of(duration(key));
  }

  /** In bytes; written as {@code 512KB}, {@code 16MB} or {@code 1GB}, a KB being 1,024 bytes. */
  public long size(Key key) {
    Matcher matcher = SIZE.matcher(get(key).text());
    if (!matcher.matches()) {
      throw bad(key, "must be a size like 512KB, 16MB or 1GB");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "B" -> amount;
      case "KB" -> amount << 10;
      case "MB" -> amount << 20;
      default -> amount << 30;
    };
  }

  /** As {@link #size(Key)}, with a least value in bytes. */
  public long size(Key key, long least) {
    long bytes = size(key);
    if (bytes < least) {
      throw bad(key, "must be at least %d bytes".formatted(least));
    }
    return bytes;
  }

  /** The error for a value that breaks a rule which only its reader knows. */
  public ConfigException bad(Key key, String rule) {
    Given value = get(key);
    return new ConfigException(
        Code.BAD_VALUE,
        "%s (%s, from %s) %s".formatted(key.text(), value.text(), value.place(), rule));
  }

  private Given get(Key key) {
    return given.getOrDefault(key, new Given(key.byDefault(), "its default"));
  }
}
