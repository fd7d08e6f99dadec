// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.backup;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.ApiJson;
import org.greenheart.server.api.Routes;
import org.greenheart.server.audit.AuditTrail;
import org.greenheart.server.backup.BackupException.Code;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /api/backups}: makes a backup in a folder of a name, in the one folder that the
 * operator has set for backups. Who asks over the network never says a path.
 */
public final class BackupRoutes implements Routes {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final DateTimeFormatter BY_TIME =
      DateTimeFormatter.ofPattern("'greenheart-'yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private static final Logger log = LoggerFactory.getLogger(BackupRoutes.class);

  private final Backup backup;
  private final Path folder;
  private final InstantSource clock;

  /**
   * @param folder in which backups are made
   */
  public BackupRoutes(Backup backup, Path folder, InstantSource clock) {
    this.backup = requireNonNull(backup, "backup is null");
    this.folder = folder.toAbsolutePath().normalize();
    this.clock = requireNonNull(clock, "clock is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.post("/api/backups", this::post, Right.KEEP_SERVER);
  }

  private void post(Context ctx) {
    String name = name(ctx);
    if (!NAME.matcher(name).matches()) {
      throw refused(
          new BackupException(
              Code.BACKUP_NAME,
              "name (%s) must be 1 to 64 letters, digits, dots, hyphens and underscores, and begin with a letter or digit"
                  .formatted(name)));
    }
    Path target = folder.resolve(name);
    AuditTrail.begin(ctx);
    try {
      BackupManifest manifest = backup.take(target);
      ctx.status(201).json(new Made(name, target.toString(), manifest));
    } catch (BackupException e) {
      if (e.code() == Code.BACKUP_FAILED) {
        log.error("The backup that was asked for failed", e);
      }
      throw refused(e);
    }
  }

  private String name(Context ctx) {
    if (ctx.body().isBlank()) {
      return BY_TIME.format(clock.instant());
    }
    try {
      String name = ApiJson.mapper().readValue(ctx.body(), Wish.class).name();
      return name == null ? BY_TIME.format(clock.instant()) : name;
    } catch (JsonProcessingException e) {
      throw ApiException.badRequest("body-not-json", "the body must be {\"name\": \"...\"}");
    }
  }

  private static ApiException refused(BackupException e) {
    int status =
        switch (e.code()) {
          case BACKUP_NAME, BACKUP_INSIDE_DATA -> 400;
          case BACKUP_EXISTS, BACKUP_RUNNING -> 409;
          case BACKUP_NO_SPACE -> 507;
          case BACKUP_FAILED -> 500;
        };
    return new ApiException(status, e.code().text(), String.valueOf(e.getMessage()));
  }

  private record Wish(@Nullable String name) {}

  /**
   * @param folder where it is, on the server's machine
   */
  record Made(String name, String folder, BackupManifest manifest) {}
}
