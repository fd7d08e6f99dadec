// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * What a person says when accepting a device.
 *
 * @param name of the point; null = the deviceId, or what the point is called already
 * @param description of the point; null = as it is
 * @param systemType null = as knocked
 * @param password null = learned from the next frame
 */
public record Acceptance(
    @Nullable String name,
    @Nullable String description,
    @Nullable String systemType,
    @Nullable String password,
    CrcPolicy crcPolicy,
    AnswerPolicy answerPolicy,
    PasswordPolicy passwordPolicy) {
  /** With the usual policies and nothing else said. */
  public static final Acceptance PLAIN =
      new Acceptance(
          null,
          null,
          null,
          null,
          CrcPolicy.TOLERATE_KNOWN,
          AnswerPolicy.BY_FLAG,
          PasswordPolicy.TOLERANT);

  public Acceptance {
    requireNonNull(crcPolicy, "crcPolicy is null");
    requireNonNull(answerPolicy, "answerPolicy is null");
    requireNonNull(passwordPolicy, "passwordPolicy is null");
  }

  /** With the usual policies, and the password left to be learned. */
  public static Acceptance named(String name) {
    return new Acceptance(
        name, null, null, null, PLAIN.crcPolicy, PLAIN.answerPolicy, PLAIN.passwordPolicy);
  }

  public Acceptance withPassword(@Nullable String learned) {
    return new Acceptance(
        name, description, systemType, learned, crcPolicy, answerPolicy, passwordPolicy);
  }
}
