// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a recipient is told of, and how.
 *
 * @param id 0 for a new one
 * @param severities of alarms; cases have none and are told whatever stands here
 * @param rule of the watch; null for all
 * @param digest gathered and told once a day
 * @param urgent told in quiet hours too
 */
public record NoticeRule(
    long id,
    long recipient,
    Set<NoticeKind> kinds,
    Set<Severity> severities,
    @Nullable String rule,
    Scope scope,
    Set<NoticeChannel> channels,
    boolean digest,
    boolean urgent) {
  public NoticeRule {
    kinds = Set.copyOf(kinds);
    severities = Set.copyOf(severities);
    channels = Set.copyOf(channels);
    rule = Checks.optional("rule", rule);
    requireNonNull(scope, "scope is null");
    for (NoticeKind kind : kinds) {
      if (!NoticeKind.FOR_RULES.contains(kind)) {
        throw new RuleException("kinds", "must be of alarms or cases", kind.text(), "notice-kind");
      }
    }
    if (kinds.isEmpty()) {
      throw new RuleException("kinds", "must name at least one", kinds, "notice-kinds-missing");
    }
    if (channels.isEmpty()) {
      throw new RuleException(
          "channels", "must name at least one", channels, "notice-channels-missing");
    }
  }

  /** Whether it speaks of an event, wherever that is. */
  public boolean means(NoticeEvent event) {
    Severity severity = event.severity();
    return kinds.contains(event.kind())
        && (severity == null || severities.contains(severity))
        && (rule == null || rule.equals(event.rule()));
  }
}
