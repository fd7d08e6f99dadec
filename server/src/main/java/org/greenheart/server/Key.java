// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that an operator can set: the only list of it. The same setting is written {@code
 * http.port} in the file, {@code GREENHEART_HTTP_PORT} in the environment and, for the few that
 * have one, {@code --http-port} on the command line.
 *
 * <p>docs/CONFIGURATION.md repeats this list; a test keeps the two in step.
 */
public enum Key {
  DATA("data", "data", "folder that holds everything the server keeps"),
  PLACE("place", "", "what this installation is called in the console, such as the city's name"),
  HTTP_HOST(
      "http.host",
      "127.0.0.1",
      "address that console and interfaces listen on; 0.0.0.0 for all of this machine's"),
  HTTP_PORT("http.port", "8080", "port of console and interfaces; 0 takes any free one"),
  HTTP_OPEN(
      "http.open",
      "false",
      "nobody is asked for a login; only with an http.host of this machine alone, such as 127.0.0.1"),
  HTTP_PUBLIC_URL(
      "http.public-url",
      "",
      "address that readers reach the server at, where it is not the one they ask, such as https://air.example.org"),
  LOGIN_IDLE("login.idle", "12h", "a browser in which nothing is done for so long is logged out"),
  LOGIN_LONGEST("login.longest", "7d", "every browser is logged out after so long"),
  OIDC_ISSUER(
      "oidc.issuer",
      "",
      "an OpenID provider that people may log in with, such as https://login.example.org"),
  OIDC_CLIENT("oidc.client", "greenheart", "what the provider calls this server"),
  OIDC_SECRET("oidc.secret", "", "what proves it to the provider; none for a public client"),
  OIDC_NAME("oidc.name", "OpenID", "what the button of the login says"),
  OIDC_ROLES_CLAIM(
      "oidc.roles-claim",
      "",
      "claim of the id token that names roles; none: who comes first waits until somebody gives them roles"),
  HJ212_HOST("hj212.host", "0.0.0.0", "address that HJ 212 devices connect to"),
  HJ212_PORT("hj212.port", "9212", "port that HJ 212 devices connect to; 0 takes any free one"),
  HJ212_ACCEPT_UNKNOWN(
      "hj212.accept-unknown",
      "false",
      "devices nobody has registered are accepted at their first frame"),
  HJ212_CONNECTIONS("hj212.connections", "20000", "connections of devices open at a time"),
  HJ212_CONNECTIONS_PER_ADDRESS(
      "hj212.connections-per-address",
      "2000",
      "of these, from one address; a front-end may stand for a whole city"),
  HJ212_IDLE("hj212.idle", "70min", "a connection that sends nothing for so long is closed"),
  HJ212_PENDING_FRAMES(
      "hj212.pending-frames", "10000", "frames kept of one device that nobody has accepted"),
  HJ212_PENDING_SIZE("hj212.pending-size", "16MB", "their size"),
  HJ212_PENDING_DEVICES(
      "hj212.pending-devices", "1000", "devices that nobody has accepted of which frames are kept"),
  HJ212_PENDING_SIZE_IN_ALL(
      "hj212.pending-size-in-all", "1GB", "the size of their frames together"),
  HJ212_SM4_KEYS(
      "hj212.sm4-keys",
      "",
      "file with the keys of devices that encrypt: on each line an MN and its keys (16 characters or 32 hexadecimal digits), the current one first"),
  METERS_HOST("meters.host", "0.0.0.0", "address that gateways of DL/T 645 meters connect to"),
  METERS_PORT(
      "meters.port",
      "",
      "port that gateways of DL/T 645 meters connect to; 0 takes any free one; none: they are not let in"),
  TELEMETRY_CACHE("telemetry.cache", "64MB", "memory for observations that were read"),
  TELEMETRY_MEMTABLE(
      "telemetry.memtable",
      "96MB",
      "memory for observations and frames on their way into sorted files"),
  TELEMETRY_WAITING(
      "telemetry.waiting",
      "32MB",
      "frames read and not yet on disk; beyond it the server reads no more until some are"),
  TELEMETRY_SEAL_AFTER("telemetry.seal-after", "6h", "observations this old are packed"),
  RETENTION_FRAMES(
      "retention.frames",
      "366d",
      "raw frames are deleted after this time; never keeps them. What is behind an alarm, a case or a correction always stays"),
  RETENTION_REALTIME(
      "retention.realtime", "90d", "so are realtime observations, counted from their own time"),
  RETENTION_MINUTE("retention.minute", "1096d", "so are minute observations"),
  RETENTION_HOUR("retention.hour", "never", "so are hour observations"),
  RETENTION_DAY("retention.day", "never", "so are day observations"),
  EVIDENCE_FILE_SIZE("evidence.file-size", "20MB", "largest file that is added to a case"),
  EVIDENCE_FILES("evidence.files", "200", "most files of one case"),
  EVIDENCE_PACK_SIZE(
      "evidence.pack-size", "1GB", "largest sealed evidence pack that is made, below 4GB"),
  BACKUP_FOLDER(
      "backup.folder", "backups", "folder in which backups that are asked for over HTTP are made"),
  NOTICES_SMTP_HOST(
      "notices.smtp-host", "", "mail server that notices leave by; without it no mail is sent"),
  NOTICES_SMTP_PORT("notices.smtp-port", "587", "its port"),
  NOTICES_SMTP_TLS(
      "notices.smtp-tls",
      "starttls",
      "starttls: encrypted after connecting, or not at all; tls: from the first byte, mostly on port 465; none: only without a password, or on this machine"),
  NOTICES_SMTP_USER("notices.smtp-user", "", "user at the mail server"),
  NOTICES_SMTP_PASSWORD_FILE(
      "notices.smtp-password-file", "", "file whose first line is the user's password"),
  NOTICES_SMTP_FROM(
      "notices.smtp-from", "", "address that notices are from, such as greenheart@example.org"),
  NOTICES_PRIVATE_WEBHOOKS(
      "notices.private-webhooks",
      "false",
      "webhooks may lie in one's own network, also without TLS; else only on the Internet and by https"),
  MANUAL_CASES(
      "manual.cases",
      "false",
      "a laboratory's report that exceeds a limit becomes a case by itself, not only when a person says so");

  private static final String ENVIRONMENT_PREFIX = "GREENHEART_";

  private final String name;
  private final String byDefault;
  private final String meaning;

  Key(String name, String byDefault, String meaning) {
    this.name = name;
    this.byDefault = byDefault;
    this.meaning = meaning;
  }

  /** As in the file. */
  public String text() {
    return name;
  }

  /** As in the environment. */
  public String variable() {
    return ENVIRONMENT_PREFIX + name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }

  public String byDefault() {
    return byDefault;
  }

  /** One sentence for people. */
  public String meaning() {
    return meaning;
  }

  static Optional<Key> ofText(String text) {
    return Stream.of(values()).filter(key -> key.name.equals(text)).findFirst();
  }

  static Optional<Key> ofVariable(String variable) {
    return Stream.of(values()).filter(key -> key.variable().equals(variable)).findFirst();
  }

  static boolean isOurs(String variable) {
    return variable.startsWith(ENVIRONMENT_PREFIX);
  }
}
