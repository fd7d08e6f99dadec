// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Right;

/**
 * {@code /api/layers}: the map layers that the operator puts into the folder {@code layers} as
 * GeoJSON files in WGS 84. A file that is added or changed shows without a restart.
 */
public final class LayerRoutes implements Routes {
  private static final String SUFFIX = ".geojson";
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,99}");

  private final Path folder;

  /**
   * @param folder need not exist
   */
  public LayerRoutes(Path folder) {
    this.folder = requireNonNull(folder, "folder is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/layers", ctx -> ctx.json(layers()), Right.READ_DATA, About.NO_POINT);
    routes.get("/api/layers/{name}", this::layer, Right.READ_DATA, About.NO_POINT);
  }

  private List<Layer> layers() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .filter(name -> NAME.matcher(name).matches())
          .sorted()
          .map(Layer::new)
          .toList();
    }
  }

  private void layer(Context ctx) throws IOException {
    String name = ctx.pathParam("name");
    Path file = folder.resolve(name + SUFFIX);
    // The name is matched before it becomes a path: it cannot lead out of the folder.
    if (!NAME.matcher(name).matches() || !Files.isRegularFile(file)) {
      throw ApiException.notFound("layer-not-found", "layer (%s) does not exist".formatted(name));
    }
    ctx.contentType("application/geo+json").header("Cache-Control", "no-cache");
    ctx.result(Files.readAllBytes(file));
  }

  record Layer(String name) {}
}
