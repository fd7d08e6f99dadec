// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.notices;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the operator has set about notices.
 *
 * @param smtp empty where no mail is sent
 * @param privateWebhooks whether webhooks may lie in the operator's own network
 * @param publicUrl what links in notices begin with; empty for no links
 * @param attachments folder below which files that notices carry lie
 */
public record NoticesConfig(
    Optional<Smtp> smtp, boolean privateWebhooks, Optional<URI> publicUrl, Path attachments) {
  public NoticesConfig {
    requireNonNull(smtp, "smtp is null");
    requireNonNull(publicUrl, "publicUrl is null");
    requireNonNull(attachments, "attachments is null");
  }

  /** How the connection to the mail server is kept from being read. */
  public enum Tls {
    /** Asked for after connecting; a server that has none is refused. */
    STARTTLS,
    /** From the first byte on. */
    TLS,
    NONE
  }

  /**
   * A mail server.
   *
   * @param user empty for no login
   * @param password file whose first line is the password; read at each connection, so that it may
   *     be changed
   * @param from address that mails are from
   */
  public record Smtp(
      String host, int port, String user, Optional<Path> password, Tls tls, String from) {
    public Smtp {
      requireNonNull(host, "host is null");
      requireNonNull(user, "user is null");
      requireNonNull(password, "password is null");
      requireNonNull(tls, "tls is null");
      requireNonNull(from, "from is null");
    }
  }
}
