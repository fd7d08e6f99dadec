// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import org.greenheart.storage.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * An item of a case, a plan or a programme.
 *
 * @param parent the item that it is a part of; 0 for none
 * @param code within its case
 * @param owner who answers for it; may be empty
 * @param standard by which it is done; may be empty
 * @param progress 0 to 100 %
 * @param parts how many parts it was declared to have; null where none were declared
 * @param money all of it, in the unit of its ledger; null where it has none
 * @param yearMoney that of the year's plan
 * @param share of the year's plan, in %, as declared
 * @param stage a word of its own, such as {@code building}; may be empty
 * @param linked the case that was opened for it; 0 for none
 */
public record CaseItem(
    long id,
    long caseFile,
    long parent,
    String code,
    String title,
    String owner,
    String standard,
    @Nullable LocalDate due,
    int progress,
    @Nullable Integer parts,
    @Nullable Decimal money,
    @Nullable Decimal yearMoney,
    @Nullable Decimal share,
    String stage,
    String evidence,
    @Nullable String answer,
    @Nullable Instant done,
    @Nullable String doneBy,
    long linked,
    long version) {
  /**
   * @throws RuleException {@code item-code}, {@code item-title}, {@code item-progress}, {@code
   *     item-money}
   */
  public CaseItem {
    requireNonNull(owner, "owner is null");
    requireNonNull(standard, "standard is null");
    requireNonNull(stage, "stage is null");
    requireNonNull(evidence, "evidence is null");
    if (code.isBlank()) {
      throw new RuleException("code", "must be given", code, "item-code");
    }
    if (title.isBlank()) {
      throw new RuleException("title", "must be given", title, "item-title");
    }
    if (progress < 0 || progress > 100) {
      throw new RuleException("progress", "must be 0 to 100", progress, "item-progress");
    }
    requireNotNegative("money", money);
    requireNotNegative("yearMoney", yearMoney);
  }

  private static void requireNotNegative(String field, @Nullable Decimal amount) {
    if (amount != null && amount.unscaled() < 0) {
      throw new RuleException(field, "must not be below 0", amount, "item-money");
    }
  }

  public boolean open() {
    return done == null;
  }
}
