// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Right;

/**
 * The console's files out of the classpath folder {@code console}.
 *
 * <p>A path that no file has is a page of the console (the browser's router shows it), unless it
 * looks like a file or belongs to an interface. What stands in {@code assets/} carries a hash in
 * its name and never changes; all else is asked for again each time and answered by its tag.
 */
final class ConsoleFiles implements Routes {
  private static final String INDEX = "index.html";
  private static final Map<String, String> TYPES =
      Map.of(
          "css", "text/css; charset=utf-8",
          "html", "text/html; charset=utf-8",
          "ico", "image/x-icon",
          "js", "text/javascript; charset=utf-8",
          "json", "application/json",
          "png", "image/png",
          "svg", "image/svg+xml",
          "txt", "text/plain; charset=utf-8",
          "webmanifest", "application/manifest+json",
          "woff2", "font/woff2");

  private final ConcurrentHashMap<String, Optional<ConsoleFile>> files = new ConcurrentHashMap<>();

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/", ctx -> serve(ctx, INDEX), Right.PUBLIC, About.NO_POINT);
    routes.get("/<path>", ctx -> serve(ctx, ctx.pathParam("path")), Right.PUBLIC, About.NO_POINT);
  }

  private void serve(Context ctx, String path) {
    ConsoleFile file =
        find(path)
            .or(() -> isPage(path) ? find(INDEX) : Optional.empty())
            .orElseThrow(() -> ApiException.notFound("path-not-found", "nothing is at /" + path));
    ctx.contentType(file.type()).header("ETag", file.tag());
    ctx.header(
        "Cache-Control",
        path.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache");
    if (file.tag().equals(ctx.header("If-None-Match"))) {
      ctx.status(304);
    } else {
      ctx.result(file.content());
    }
  }

  private static boolean isPage(String path) {
    String first = path.split("/", 2)[0];
    String last = path.substring(path.lastIndexOf('/') + 1);
    // The code of a lot (GS1 Digital Link, handle) may have dots, and is a page all the same.
    boolean isLot = first.equals("01") || first.equals("hdl");
    return !first.equals("api") && !first.equals("v1.1") && (isLot || !last.contains("."));
  }

  private Optional<ConsoleFile> find(String path) {
    // Only names that exist are kept, so that made-up paths cannot fill the memory.
    Optional<ConsoleFile> known = files.get(path);
    if (known != null) {
      return known;
    }
    Optional<ConsoleFile> read = read(path);
    if (read.isPresent()) {
      files.put(path, read);
    }
    return read;
  }

  private static Optional<ConsoleFile> read(String path) {
    int dot = path.lastIndexOf('.');
    String type = TYPES.get(path.substring(dot + 1));
    if (type == null || path.contains("..")) {
      return Optional.empty();
    }
    try (InputStream in = ConsoleFiles.class.getResourceAsStream("/console/" + path)) {
      if (in == null) {
        return Optional.empty();
      }
      byte[] content = in.readAllBytes();
      return Optional.of(new ConsoleFile(type, tag(content), content));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the console's file " + path, e);
    }
  }

  private static String tag(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return '"' + HexFormat.of().formatHex(digest, 0, 8) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // never leaves this class, compared by tag
  private record ConsoleFile(String type, String tag, byte[] content) {}
}
