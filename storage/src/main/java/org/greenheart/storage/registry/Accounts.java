// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Who may come in, and by what they prove who they are. Thread-safe. */
public interface Accounts {
  List<Account> list();

  /** How many there are. */
  int count();

  Optional<Account> find(long id);

  Optional<Account> byLogin(String login);

  /** The one that comes in through an OpenID provider under this name. */
  Optional<Account> bySubject(String issuer, String subject);

  /**
   * @throws RegistryException {@code DUPLICATE} when the login or the subject is taken
   */
  Account add(Account account);

  /**
   * Changes name, roles, reach, activity and subject.
   *
   * @throws RegistryException {@code NOT_FOUND}
   */
  Account change(Account account);

  /** The hash of the password; empty when there is none. */
  Optional<String> password(long id);

  void setPassword(long id, String hash);

  /** The secret of the codes, as the server keeps it; empty when no code is asked for. */
  Optional<String> totp(long id);

  /** The same secret, kept in another way: steps and recovery codes stay. */
  void keepTotp(long id, String secret);

  /** From now on codes of this secret are asked for, those of the step and before are used up. */
  void setTotp(long id, String secret, long step, Collection<String> recoveryHashes);

  /** From now on no code is asked for. */
  void clearTotp(long id);

  /** Uses up a time step and all before it; false when it was used up already. */
  boolean useStep(long id, long step);

  /** Uses up a recovery code; false when there is none like it. */
  boolean useRecovery(long id, String hash);

  int recoveryLeft(long id);
}
