// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.List;
import org.greenheart.storage.TimeRange;

/** Lines, kilns, products and what was made. Thread-safe. */
public interface Production {
  PlaceTable<WorkUnit> units();

  PlaceTable<Product> products();

  /**
   * Keeps what was made in a batch. The same again changes nothing; another amount, time or place
   * of a known batch is a correction and needs its reason: what was said before stays.
   *
   * @throws RegistryException {@code NOT_FOUND}
   * @throws RuleException {@code correction-why}; {@code entry-owner} when product or unit belong
   *     to another enterprise
   */
  Change<OutputEntry> keep(OutputEntry entry);

  /** What holds now of an enterprise's batches that touch a time, by time; none withdrawn. */
  List<OutputEntry> outputs(long enterprise, TimeRange range);

  /** All that was ever recorded of a batch, the newest first. */
  List<OutputEntry> history(long product, String batch);
}
