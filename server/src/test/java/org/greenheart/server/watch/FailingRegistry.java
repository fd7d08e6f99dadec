// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.greenheart.storage.registry.Registry;

/** A registry that is lost at its n-th transaction: before it commits, or right after. */
final class FailingRegistry {
  private final Registry registry;
  private final int fatal;
  private final boolean committed;
  private int writes;

  /**
   * @param fatal at which transaction, from 1
   * @param committed whether that one is still on disk
   */
  FailingRegistry(Registry registry, int fatal, boolean committed) {
    this.registry = registry;
    this.fatal = fatal;
    this.committed = committed;
  }

  /** What stands for the end of the process. */
  static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Whether it has come to that. */
  boolean isLost() {
    return writes >= fatal;
  }

  Registry asRegistry() {
    return (Registry)
        Proxy.newProxyInstance(
            Registry.class.getClassLoader(),
            new Class<?>[] {Registry.class},
            (proxy, method, arguments) -> {
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
