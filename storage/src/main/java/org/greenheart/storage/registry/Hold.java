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
 * @param reports of laboratories and readings by hand that are about the Thing
 */
public record Hold(int alarms, int cases, int rules, int pairs, int reports) {
  public boolean holds() {
    return alarms + cases + rules + pairs + reports > 0;
  }

  /** Such as {@code 2 alarms, 1 cases, 0 rules, 0 pairs, 0 reports}. */
  @Override
  public String toString() {
    return "%s alarms, %s cases, %s rules, %s pairs, %s reports"
        .formatted(alarms, cases, rules, pairs, reports);
  }
}
