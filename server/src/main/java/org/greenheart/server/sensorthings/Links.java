// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import java.util.Map;
import java.util.stream.Collectors;
import org.greenheart.storage.registry.EntityType;
import org.greenheart.storage.registry.Navigation;

/**
 * Absolute addresses of entities, as the client reaches this server.
 *
 * @param root of the service, without a slash at its end
 */
record Links(String root) {
  String set(EntityType type) {
    return root + "/" + type.set();
  }

  String self(EntityType type, long id) {
    return root + "/" + type.set() + "(" + id + ")";
  }

  String navigation(Navigation step, long id) {
    return self(step.source(), id) + "/" + step.word();
  }

  /** The page that goes on at a place, with the other options as they were. */
  static String nextPage(String address, Map<String, String> options, String token) {
    return address
        + "?"
        + options.entrySet().stream()
            .filter(
                option -> !option.getKey().equals("$skip") && !option.getKey().equals("$skiptoken"))
            .map(option -> option.getKey() + "=" + QueryString.encode(option.getValue()) + "&")
            .collect(Collectors.joining())
        + "$skiptoken="
        + token;
  }
}
