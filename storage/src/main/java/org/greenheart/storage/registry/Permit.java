// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

/**
 * A pollutant discharge permit (排污许可证). When it holds are {@link PermitTerm}s, what it allows are
 * {@link PermitLimit}s: both are only ever added to.
 *
 * @param id 0 while not kept yet
 * @param number unique
 */
public record Permit(long id, long enterprise, String number) {
  public Permit {
    number = Checks.text("number", number);
  }
}
