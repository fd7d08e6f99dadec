// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

/**
 * What keeps a Thing or a Datastream from being removed: all of it stays, and so do the
 * observations behind it.
 *
 * @param alarms raised; of a Datastream: on its quantity, and not withdrawn
 * @param cases opened; of a Datastream: about its quantity
 * @param rules versions of rules made for the Thing alone
 * @param pairs of a treatment facility that the Thing stands in
 */
public record Hold(int alarms, int cases, int rules, int pairs) {
  public boolean holds() {
    return alarms + cases + rules + pairs > 0;
  }

  /** Such as {@code 2 alarms, 1 cases, 0 rules, 0 pairs}. */
  @Override
  public String toString() {
    return "%s alarms, %s cases, %s rules, %s pairs".formatted(alarms, cases, rules, pairs);
  }
}
