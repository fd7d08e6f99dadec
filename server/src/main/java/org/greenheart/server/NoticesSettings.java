// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server;

import java.nio.file.Path;
import java.util.Optional;
import org.greenheart.server.api.HttpAddress;
import org.greenheart.server.notices.NoticesConfig;
import org.greenheart.server.notices.NoticesConfig.Smtp;
import org.greenheart.server.notices.NoticesConfig.Tls;

/** Reads how notices leave. */
final class NoticesSettings {
  private static final String ADDRESS = "[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*";

  private NoticesSettings() {}

  static NoticesConfig from(Settings settings) {
    return new NoticesConfig(
        smtp(settings),
        settings.flag(Key.NOTICES_PRIVATE_WEBHOOKS),
        settings.optionalUrl(Key.HTTP_PUBLIC_URL),
        settings.path(Key.DATA).resolve("reports"));
  }

  private static Optional<Smtp> smtp(Settings settings) {
    String host = settings.textOrEmpty(Key.NOTICES_SMTP_HOST);
    if (host.isEmpty()) {
      return Optional.empty();
    }
    int port = settings.number(Key.NOTICES_SMTP_PORT, 1, 65_535);
    String user = settings.textOrEmpty(Key.NOTICES_SMTP_USER);
    Optional<Path> password = settings.optionalPath(Key.NOTICES_SMTP_PASSWORD_FILE);
    Tls tls = tls(settings);
    if (tls == Tls.NONE && !user.isEmpty() && !new HttpAddress(host, port).isLoopback()) {
      throw settings.bad(
          Key.NOTICES_SMTP_TLS, "must be starttls or tls: the password would be read on its way");
    }
    if (user.isEmpty() == password.isPresent()) {
      throw settings.bad(
          Key.NOTICES_SMTP_PASSWORD_FILE, "must be given together with notices.smtp-user");
    }
    String from = settings.text(Key.NOTICES_SMTP_FROM);
    if (!from.matches(ADDRESS)) {
      throw settings.bad(Key.NOTICES_SMTP_FROM, "must be like greenheart@example.org");
    }
    return Optional.of(new Smtp(host, port, user, password, tls, from));
  }

  private static Tls tls(Settings settings) {
    return switch (settings.textOrEmpty(Key.NOTICES_SMTP_TLS)) {
      case "starttls" -> Tls.STARTTLS;
      case "tls" -> Tls.TLS;
      case "none" -> Tls.NONE;
      default -> throw settings.bad(Key.NOTICES_SMTP_TLS, "must be starttls, tls or none");
    };
  }
}
