// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;
import org.greenheart.server.vault.Secrets;
import org.greenheart.storage.registry.MeterSource;
import org.greenheart.storage.registry.Registry;

/** Passwords of brokers as they lie on disk: sealed, for the address that they are told to. */
final class MeterSecrets {
  private final Secrets secrets;

  private MeterSecrets(Secrets secrets) {
    this.secrets = requireNonNull(secrets, "secrets is null");
  }

  /** As {@link Secrets#open} says. */
  static MeterSecrets open(Path folder) {
    return new MeterSecrets(Secrets.open(folder, "meters"));
  }

  String seal(String code, String host, int port, String secret) {
    return secrets.seal(owner(code, host, port), secret);
  }

  private static String owner(String code, String host, int port) {
    return "%s %s:%s".formatted(code, host, port);
  }

  /**
   * The password of a source that has one.
   *
   * @throws MeterException {@code secret-sealed} when it was sealed with another key
   */
  Optional<String> of(MeterSource source) {
    String kept = source.secret();
    if (kept == null) {
      return Optional.empty();
    }
    return Optional.of(
        secrets
            .unseal(owner(source.code(), source.host(), source.port()), kept)
            .orElseThrow(
                () ->
                    new MeterException(
                        "secret-sealed",
                        "the password of %s was sealed with another key than that here: enter it again"
                            .formatted(source.code()),
                        true)));
  }

  /** Seals what an earlier version kept as it was given. */
  void sealAll(Registry registry) {
    for (MeterSource source : registry.meterSources().list()) {
      String secret = source.secret();
      if (secret != null && !Secrets.isSealed(secret)) {
        MeterSource _ =
            registry
                .meterSources()
                .put(source.withSecret(seal(source.code(), source.host(), source.port(), secret)));
      }
    }
  }
}
