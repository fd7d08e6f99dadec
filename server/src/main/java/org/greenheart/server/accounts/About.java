// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.accounts;

import io.javalin.security.RouteRole;

/**
 * What a route is about, stated beside its {@link Right}: so one place refuses what lies outside of
 * the caller's scope. A route that states none is closed to everybody whose scope is not
 * everything.
 *
 * <p>Those that name a thing speak of the first parameter of the path, such as the {@code id} of
 * {@code /api/alarms/{id}/ack}.
 */
public enum About implements RouteRole {
  /** Nothing that belongs to a point. */
  NO_POINT,
  /** Several points: the route itself leaves out what the caller's scope does not hold. */
  WHAT_IS_SEEN,
  POINT,
  DATASTREAM,
  OBSERVATION,
  /** The number of an arrival. */
  FRAME,
  /** The number of a device. */
  DEVICE,
  ALARM,
  CASE,
  /** A report of a laboratory or a reading by hand. */
  MANUAL_REPORT,
  MARK,
  /** An entry of the upkeep ledger. */
  UPKEEP,
  ENTERPRISE,
  PERMIT
}
