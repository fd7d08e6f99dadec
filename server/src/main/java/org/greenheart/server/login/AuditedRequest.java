// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.login;

import static java.util.Objects.requireNonNull;

import io.javalin.http.Context;
import org.greenheart.server.accounts.Caller;
import org.greenheart.server.audit.AuditTrail;
import org.greenheart.storage.registry.AuditLog;
import org.greenheart.storage.registry.Witness;
import org.jspecify.annotations.Nullable;

/**
 * One request that may change something, and its entry in the audit. The entry is written in the
 * first transaction that changes the registry, so that neither is kept without the other. What the
 * request does after that (more transactions, a refusal) is a second entry, when it has been
 * answered. For the thread of the request alone.
 */
final class AuditedRequest implements Witness {
  /** What was asked was begun and had not ended when the entry was written. */
  static final String BEGUN = "begun";

  private static final String DONE = "done";

  /** Where the state of what the request is about is found; null where there is none. */
  interface State {
    @Nullable String in(AuditLog log);
  }

  private final AuditTrail audit;
  private final Context ctx;
  private final Caller caller;
  private final String action;
  private final String target;
  private final @Nullable String asked;
  private final State state;
  private @Nullable String was;
  private int changes;

  /** What is changed is the audit itself. */
  private boolean beginning;

  /**
   * @param asked what was sent, without secrets; null for what is not kept
   */
  AuditedRequest(
      AuditTrail audit,
      Context ctx,
      Caller caller,
      String action,
      String target,
      @Nullable String asked,
      State state) {
    this.audit = requireNonNull(audit, "audit is null");
    this.ctx = requireNonNull(ctx, "ctx is null");
    this.caller = requireNonNull(caller, "caller is null");
    this.action = requireNonNull(action, "action is null");
    this.target = requireNonNull(target, "target is null");
    this.asked = asked;
    this.state = requireNonNull(state, "state is null");
  }

  @Override
  public void begins(AuditLog log) {
    if (changes == 0) {
      was = state.in(log);
    }
  }

  @Override
  public void changed(AuditLog log) {
    if (!beginning && changes++ == 0) {
      audit.add(log, ctx, caller, action, target, DONE, was, became(log));
    }
  }

  /** For what is changed elsewhere than in the registry: before it is. */
  void begin() {
    beginning = true;
    audit.add(ctx, caller, action, target, BEGUN, null, asked);
    beginning = false;
  }

  /** Whether the registry is another than before. */
  boolean hasChanged() {
    return changes > 0;
  }

  /** Whether the entry that went with the change says all of it. */
  boolean isTold(String outcome) {
    return changes == 1 && outcome.equals(DONE);
  }

  /** The request has been answered. */
  void ended(AuditLog log, String outcome) {
    boolean done = outcome.equals(DONE);
    audit.add(ctx, caller, action, target, outcome, was, done ? became(log) : asked);
  }

  /** The state after, where there is one; else what was asked. */
  private @Nullable String became(AuditLog log) {
    String is = state.in(log);
    if (is == null) {
      return asked;
    }
    return asked == null ? is : "{\"asked\":%s,\"is\":%s}".formatted(asked, is);
  }
}
