// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which connection leads to which device. The newest connection that has brought a frame of a
 * device leads to it; an older one does not take it back. A connection that leads nowhere any more
 * is closed; one that carries other devices too stays with them. Thread-safe.
 */
final class CommandRoutes {
  private final Map<String, Connection> routes = new ConcurrentHashMap<>();

  /** A frame of the device came on this connection. */
  void claim(String deviceId, Connection connection) {
    if (routes.get(deviceId) == connection) {
      return;
    }
    routes.compute(
        deviceId,
        (id, current) -> {
          if (current != null && current.isOpen() && current.number() > connection.number()) {
            return current;
          }
          if (current != null && current != connection) {
            leave(current, id);
          }
          connection.devices().add(id);
          connection.renew();
          return connection;
        });
  }

  private static void leave(Connection connection, String deviceId) {
    connection.devices().remove(deviceId);
    if (connection.devices().isEmpty()) {
      connection.supersede();
    }
  }

  /** The connection is gone. */
  void release(Connection connection) {
    for (String deviceId : connection.devices()) {
      routes.remove(deviceId, connection);
    }
  }

  Optional<Connection> to(String deviceId) {
    return Optional.ofNullable(routes.get(deviceId)).filter(Connection::isOpen);
  }
}
