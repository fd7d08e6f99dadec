// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.greenheart.server.ConfigException.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsTest {
  @TempDir private Path folder;

  @Test
  void option_winsOverEnvironment_overFile_overDefault() throws IOException {
    Path file = write("http.port = 1\nhj212.port = 1\ndata = /from/file");
    Map<String, String> environment =
        Map.of("GREENHEART_HTTP_PORT", "2", "GREENHEART_HJ212_PORT", "2", "PATH", "/bin");

    Settings settings =
        Settings.of(Optional.of(file), environment, Map.of(Key.HTTP_PORT, "3"))
            .withDefaults(Map.of(Key.HTTP_OPEN, "true", Key.DATA, "/from/command"), "demo");

    assertThat(settings.port(Key.HTTP_PORT)).isEqualTo(3);
    assertThat(settings.port(Key.HJ212_PORT)).isEqualTo(2);
    assertThat(settings.path(Key.DATA)).isEqualTo(Path.of("/from/file"));
    assertThat(settings.flag(Key.HTTP_OPEN)).isTrue();
    assertThat(settings.text(Key.HTTP_HOST)).isEqualTo("127.0.0.1");
  }

  @Test
  void file_unknownKey_isNamedWithItsLine() throws IOException {
    Path file = write("# ports\n\nhttp.prot = 8081");

    assertThatThrownBy(() -> Settings.of(Optional.of(file), Map.of(), Map.of()))
        .isInstanceOfSatisfying(
            ConfigException.class, e -> assertThat(e.code()).isEqualTo(Code.UNKNOWN_KEY))
        .hasMessage(file + " line 3: there is no setting 'http.prot'");
  }

  @Test
  void file_keyTwice_isRefused() throws IOException {
    Path file = write("http.port = 1\nhttp.port = 1");

    assertThatThrownBy(() -> Settings.of(Optional.of(file), Map.of(), Map.of()))
        .hasMessage(file + " line 2 sets 'http.port' for a second time");
  }

  @Test
  void file_lineWithoutEquals_isRefused() throws IOException {
    Path file = write("http.port 1");

    assertThatThrownBy(() -> Settings.of(Optional.of(file), Map.of(), Map.of()))
        .hasMessage(file + " line 1 must be 'setting = value': http.port 1");
  }

  @Test
  void file_missing_isRefused() {
    Path file = folder.resolve("absent");

    assertThatThrownBy(() -> Settings.of(Optional.of(file), Map.of(), Map.of()))
        .isInstanceOfSatisfying(
            ConfigException.class, e -> assertThat(e.code()).isEqualTo(Code.UNREADABLE_FILE))
        .hasMessageContaining("absent");
  }

  @Test
  void file_valueIsTakenAsItStands() throws IOException {
    Path file = write("data = D:\\monitoring=1\\数据 ");

    assertThat(Settings.of(Optional.of(file), Map.of(), Map.of()).text(Key.DATA))
        .isEqualTo("D:\\monitoring=1\\数据");
  }

  @Test
  void environment_unknownVariableOfOurs_isNamed() {
    assertThatThrownBy(
            () -> Settings.of(Optional.empty(), Map.of("GREENHEART_PORT", "1"), Map.of()))
        .isInstanceOfSatisfying(
            ConfigException.class, e -> assertThat(e.code()).isEqualTo(Code.UNKNOWN_KEY))
        .hasMessage("environment: there is no setting 'GREENHEART_PORT'");
  }

  @Test
  void badValue_namesThingRuleValueAndPlace() {
    Settings settings =
        Settings.of(Optional.empty(), Map.of("GREENHEART_HTTP_PORT", "70000"), Map.of());

    assertThatThrownBy(() -> settings.port(Key.HTTP_PORT))
        .isInstanceOfSatisfying(
            ConfigException.class, e -> assertThat(e.code()).isEqualTo(Code.BAD_VALUE))
        .hasMessage(
            "http.port (70000, from environment variable GREENHEART_HTTP_PORT) must be a whole"
                + " number from 0 to 65535");
  }

  @Test
  void times_haveUnits() {
    assertThat(with("500ms").duration(Key.DATA)).isEqualTo(Duration.ofMillis(500));
    assertThat(with("30s").duration(Key.DATA)).isEqualTo(Duration.ofSeconds(30));
    assertThat(with("10 min").duration(Key.DATA)).isEqualTo(Duration.ofMinutes(10));
    assertThat(with("2h").duration(Key.DATA)).isEqualTo(Duration.ofHours(2));
    assertThat(with("90d").duration(Key.DATA)).isEqualTo(Duration.ofDays(90));
    assertThatThrownBy(() -> with("30").duration(Key.DATA)).hasMessageContaining("30s");
  }

  @Test
  void sizes_haveUnits() {
    assertThat(with("7B").size(Key.DATA)).isEqualTo(7);
    assertThat(with("512KB").size(Key.DATA)).isEqualTo(512 * 1024);
    assertThat(with("16 MB").size(Key.DATA)).isEqualTo(16 << 20);
    assertThat(with("4GB").size(Key.DATA)).isEqualTo(4L << 30);
    assertThatThrownBy(() -> with("16").size(Key.DATA)).hasMessageContaining("16MB");
  }

  @Test
  void flag_isTrueOrFalseOnly() {
    assertThatThrownBy(() -> with("yes").flag(Key.DATA)).hasMessageContaining("true or false");
  }

  private static Settings with(String text) {
    return Settings.of(Optional.empty(), Map.of(), Map.of(Key.DATA, text));
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("greenheart.properties"), text);
  }
}
