// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.CaseFile;

/** Is told of alarms and cases after they have been written. Must not block. */
public interface Onlooker {
  void changed(Alarm alarm);

  void changed(CaseFile caseFile);
}
