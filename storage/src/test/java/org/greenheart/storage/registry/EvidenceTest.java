// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDateTime;
import org.greenheart.storage.Decimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class EvidenceTest extends RegistryTest {
  private static final String HASH = "0123456789abcdef".repeat(4);

  private long file;

  @BeforeEach
  void openCase() {
    long thing = accepted(MN).thing();
    Rule rule =
        registry
            .rules()
            .record(
                new Rule(
                    "above",
                    0,
                    "above-limit",
                    "超标",
                    "Above",
                    Severity.DANGER,
                    thing,
                    "{}",
                    Duration.ZERO,
                    Duration.ZERO,
                    false,
                    null,
                    "permit",
                    true,
                    "operator",
                    NOW));
    Alarm alarm =
        registry
            .alarms()
            .raise(new NewAlarm(rule, thing, "w01018", NOW, null, null, null, "mg/L", false));
    file = registry.cases().open(alarm, "Case", "operator").id();
  }

  private Attachment draft(long caseFile, @Nullable Decimal degrees) {
    return new Attachment(
        0,
        caseFile,
        degrees == null ? null : Long.valueOf(7),
        "photo.jpg",
        "image/jpeg",
        12,
        HASH,
        "note",
        degrees == null ? null : LocalDateTime.of(2026, 2, 28, 9, 15),
        degrees,
        degrees,
        NOW,
        "inspector",
        null,
        null,
        null);
  }

  @Test
  void attachment_isKeptAsGiven_andStruckOnce() {
    Attachment plain = registry.evidence().add(draft(file, null));
    Attachment placed = registry.evidence().add(draft(file, new Decimal(27_510_000, 6)));
    registry.evidence().strike(placed.id(), "wrong place", "operator");
    registry.evidence().strike(placed.id(), "again", "another");
    reopen();

    assertThat(registry.evidence().of(file)).hasSize(2).first().isEqualTo(plain);
    Attachment struck = registry.evidence().find(placed.id()).orElseThrow();
    assertThat(struck.latitude()).isEqualTo(new Decimal(27_510_000, 6));
    assertThat(struck.taken()).isEqualTo(LocalDateTime.of(2026, 2, 28, 9, 15));
    assertThat(struck.item()).isEqualTo(7);
    assertThat(struck.holds()).isFalse();
    assertThat(struck.struckWhy()).isEqualTo("wrong place");
  }

  @Test
  void whatPointsAtNothing_isRefused() {
    assertThatThrownBy(() -> registry.evidence().add(draft(99, null)))
        .isInstanceOf(RegistryException.class);
    assertThatThrownBy(() -> registry.evidence().strike(99, "none", "operator"))
        .isInstanceOf(RegistryException.class);
    assertThatThrownBy(() -> registry.evidence().mention(99, "clerk", "duty", "text"))
        .isInstanceOf(RegistryException.class);
    assertThatThrownBy(() -> registry.evidence().publish(99, "{}", "duty"))
        .isInstanceOf(RegistryException.class);
  }

  @Test
  void mention_isUnseen_untilThePersonHasSeenIt() {
    Mention mention = registry.evidence().mention(file, "clerk", "duty", "@clerk look");

    registry.evidence().seen(mention.id(), "another");
    assertThat(registry.evidence().unseen("clerk", 10)).containsExactly(mention);
    registry.evidence().seen(mention.id(), "clerk");
    assertThat(registry.evidence().unseen("clerk", 10)).isEmpty();
    assertThat(registry.evidence().mentionsOf(file)).hasSize(1);
  }

  @Test
  void publication_isOneOfACase_andTakenBackWithItsReason() {
    registry.evidence().publish(file, "{\"a\":1}", "duty");
    registry.evidence().publish(file, "{\"a\":2}", "duty");

    assertThat(registry.evidence().published(Long.MAX_VALUE, 10))
        .extracting(Publication::document)
        .containsExactly("{\"a\":2}");
    assertThat(registry.evidence().withdraw(file, "a name was left", "duty")).isPresent();
    assertThat(registry.evidence().withdraw(file, "again", "duty")).isEmpty();
    assertThat(registry.evidence().published(Long.MAX_VALUE, 10)).isEmpty();
    assertThat(registry.evidence().publicationsOf(file))
        .extracting(Publication::withdrawnWhy)
        .containsExactly("published anew", "a name was left");
  }
}
