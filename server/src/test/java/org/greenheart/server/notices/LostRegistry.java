// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.notices;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.greenheart.storage.registry.Registry;

/** A registry that is lost at its n-th transaction, before it commits or right after, for good. */
final class LostRegistry {
  private final Registry registry;
  private final int fatal;
  private final boolean committed;
  private int writes;

  LostRegistry(Registry registry, int fatal, boolean committed) {
    this.registry = registry;
    this.fatal = fatal;
    this.committed = committed;
  }

  /** What stands for the end of the process. */
  static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  boolean isLost() {
    return writes >= fatal;
  }

  Registry asRegistry() {
    return (Registry)
        Proxy.newProxyInstance(
            Registry.class.getClassLoader(),
            new Class<?>[] {Registry.class},
            (proxy, method, arguments) -> {
              if (isLost()) {
                throw new Killed();
              }
              boolean kills = method.getName().equals("write") && ++writes == fatal;
              if (kills && !committed) {
                throw new Killed();
              }
              try {
                Object result = method.invoke(registry, arguments);
                if (kills) {
                  throw new Killed();
                }
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
