// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supply;

import org.greenheart.storage.registry.SupplyPartner;

/** The two sides of a partnership. */
enum Side {
  BUYER,
  SUPPLIER;

  long of(SupplyPartner partner) {
    return switch (this) {
      case BUYER -> partner.buyer();
      case SUPPLIER -> partner.supplier();
    };
  }
}
