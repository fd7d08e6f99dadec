// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import io.javalin.http.Context;
import java.util.Set;

/** Tells who sent a request. */
interface People {
  /** Where nobody logs in, everybody is the operator, who may do all. */
  People OPERATOR = ctx -> new Person("operator", Set.of(Person.OWNER));

  Person of(Context ctx);
}
