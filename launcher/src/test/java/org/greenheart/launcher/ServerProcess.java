// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The program as an operator starts it, in a process of its own, on ports that the system chose.
 */
final class ServerProcess implements AutoCloseable {
  private static final Pattern CONSOLE = Pattern.compile("(http://127\\.0\\.0\\.1:\\d+)");
  private static final Pattern HJ212 = Pattern.compile("HJ 212 devices connect to port (\\d+)");

  private final Process process;
  private final BufferedReader out;
  private final URI console;
  private final int hj212Port;

  private ServerProcess(Process process, BufferedReader out, URI console, int hj212Port) {
    this.process = process;
    this.out = out;
    this.console = console;
    this.hj212Port = hj212Port;
  }

  /** Returns when it says that it is ready; its data is in the folder. */
  static ServerProcess start(Path folder, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m"));
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(
        List.of(Greenheart.class.getName(), "serve", "--data", folder.resolve("data").toString()));
    command.addAll(List.of("--http-port", "0", "--hj212-port", "0", "--open"));
    command.addAll(List.of(options));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    URI console = URI.create(find(CONSOLE, out));
    return new ServerProcess(process, out, console, Integer.parseInt(find(HJ212, out)));
  }

  private static String find(Pattern pattern, BufferedReader out) throws IOException {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      Matcher matcher = pattern.matcher(line);
      if (matcher.find()) {
        return matcher.group(1);
      }
    }
    throw new IllegalStateException("the server ended before it said " + pattern);
  }

  URI console() {
    return console;
  }

  int hj212Port() {
    return hj212Port;
  }

  /** As a power cut does it: no time to write anything. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** As an operator does it. */
  int stop() throws InterruptedException {
    // Not destroy() of the process itself: that closes the stream of its last words.
    process.toHandle().destroy();
    return process.waitFor();
  }

  /** What it still said to the operator until it ended. */
  List<String> lastWords() {
    return out.lines().toList();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
