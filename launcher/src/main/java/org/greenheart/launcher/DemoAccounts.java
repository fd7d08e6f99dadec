// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.greenheart.server.StartException;
import org.jspecify.annotations.Nullable;

/**
 * An account for each role of the demo's stories, made as their owner would make them, with one
 * password drawn anew at each start: so the stories can be played as those whom they concern.
 */
final class DemoAccounts implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> NOT_FOR_PROGRAMS = Set.of("keep-accounts");

  /**
   * Street and maintainer look after the first story's pump house, the enterprise owns the booth;
   * the energy manager and the supplier are of the kilns, the buyer of the food works.
   */
  private static final List<Role> ROLES =
      List.of(
          new Role("duty", "值班员", "", ""),
          new Role("inspector", "执法员", "", ""),
          new Role("street", "柳湾街道", "areas", "990101001"),
          new Role("maintainer", "运维员", "enterprises", "91990101MA7QH00146"),
          new Role("enterprise", "云锦环保员", "enterprises", "91990101MA7QH00221"),
          new Role("energy", "enterprise", "窑火能源管理员", "enterprises", "91990101MA7QH0057K"),
          new Role("supplier", "enterprise", "窑火销售员", "enterprises", "91990101MA7QH0057K"),
          new Role("buyer", "enterprise", "穗香采购员", "enterprises", "91990101MA7QH00739"),
          new Role("leader", "分管领导", "", ""),
          new Role("prosecutor", "检察官", "", ""),
          new Role("tax", "tax-officer", "税务员", "", ""));

  /**
   * @param login also its role's word, where nobody else has that role
   * @param scope of which places; empty for everything
   * @param place by its code
   */
  private record Role(String login, String word, String name, String scope, String place) {
    Role(String word, String name, String scope, String place) {
      this(word, word, name, scope, place);
    }
  }

  private final URI server;
  private final String password;
  private final HttpClient client =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private String pageToken = "";

  DemoAccounts(URI server) {
    this.server = server;
    byte[] drawn = new byte[8];
    new SecureRandom().nextBytes(drawn);
    this.password = HexFormat.of().formatHex(drawn);
  }

  /** Makes the owner; gives a token by which the city can be told to the server. */
  String owner(String place) throws InterruptedException {
    JsonNode _ =
        send(
            "POST",
            "/api/setup",
            Map.of(
                "login",
                "owner",
                "name",
                "所有者",
                "password",
                password,
                "place",
                place,
                "kind",
                "bureau"));
    JsonNode me = send("GET", "/api/me", null);
    pageToken = me.path("pageToken").asText();
    return send(
            "POST",
            "/api/me/tokens",
            Map.of("name", "city", "days", 365, "rights", forPrograms(me)))
        .path("token")
        .asText();
  }

  /** All that the owner may, but what no program is given. */
  private static List<String> forPrograms(JsonNode me) {
    List<String> rights = new ArrayList<>();
    for (JsonNode right : me.path("account").path("rights")) {
      if (!NOT_FOR_PROGRAMS.contains(right.asText())) {
        rights.add(right.asText());
      }
    }
    return rights;
  }

  /** Makes the others, when the places of the city are known. */
  void others() throws InterruptedException {
    List<String> codes = new ArrayList<>();
    for (Role role : ROLES) {
      codes.add(make(role));
    }
    // Setting a password ends the login of the browser in which it is done.
    for (String code : codes) {
      JsonNode _ = send("POST", "/api/reset", Map.of("code", code, "password", password));
    }
    System.out.printf(
        "  It asks for a login: owner, %s; the password of all is %s%n",
        String.join(", ", ROLES.stream().map(Role::login).toList()), password);
  }

  /** The code by which its owner sets a password. */
  private String make(Role role) throws InterruptedException {
    Map<String, Object> account = new HashMap<>();
    account.put("login", role.login());
    account.put("name", role.name());
    account.put("roles", List.of(role.word()));
    account.put("everything", role.scope().isEmpty());
    if (!role.scope().isEmpty()) {
      account.put(role.scope(), List.of(place(role)));
    }
    return send("POST", "/api/accounts", account).path("code").asText();
  }

  private long place(Role role) throws InterruptedException {
    String code = role.scope().equals("areas") ? "code" : "creditCode";
    for (JsonNode row : send("GET", "/api/" + role.scope(), null)) {
      if (row.path(code).asText().equals(role.place())) {
        return row.path("id").asLong();
      }
    }
    throw new StartException("the city has no place (%s)".formatted(role.place()));
  }

  private JsonNode send(String method, String path, @Nullable Map<String, Object> body)
      throws InterruptedException {
    try {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(server.resolve(path))
                  .header("Content-Type", "application/json")
                  .header("X-Page-Token", pageToken)
                  .method(
                      method,
                      HttpRequest.BodyPublishers.ofString(
                          body == null ? "" : JSON.writeValueAsString(body)))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new StartException("the server refuses %s: %s".formatted(path, answer.body()));
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new StartException("the demo's accounts cannot be made: " + e, e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
