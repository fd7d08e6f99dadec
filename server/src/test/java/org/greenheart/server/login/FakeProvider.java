// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.login;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID provider of a page: what it says of itself, its key, and signed tokens for codes that a
 * test has it give. A code counts once, for the verifier whose challenge it was given for.
 */
final class FakeProvider implements AutoCloseable {
  static final String CLIENT = "greenheart";

  private final HttpServer http;
  private final RSAKey key;
  private final Map<String, Given> codes = new ConcurrentHashMap<>();

  private record Given(String challenge, JWTClaimsSet claims) {}

  FakeProvider() {
    try {
      key = new RSAKeyGenerator(2048).keyID("one").generate();
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    http.createContext("/.well-known/openid-configuration", each -> answer(each, 200, itself()));
    http.createContext(
        "/keys", each -> answer(each, 200, new JWKSet(key.toPublicJWK()).toString()));
    http.createContext("/token", this::token);
    http.start();
  }

  URI issuer() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  private String itself() {
    return """
    {"issuer": "%1$s", "authorization_endpoint": "%1$s/login", "token_endpoint": "%1$s/token",
     "jwks_uri": "%1$s/keys", "subject_types_supported": ["public"],
     "response_types_supported": ["code"], "id_token_signing_alg_values_supported": ["RS256"]}
    """
        .formatted(issuer());
  }

  /**
   * The code for somebody who has typed their password at the address where a login was sent.
   *
   * @param roles null for a token without this claim
   */
  String code(URI address, String subject, @Nullable List<String> roles) {
    Map<String, List<String>> asked = URLUtils.parseParameters(address.getRawQuery());
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer().toString())
            .subject(subject)
            .audience(CLIENT)
            .issueTime(Date.from(Instant.now()))
            .expirationTime(Date.from(Instant.now().plusSeconds(300)))
            .claim("nonce", requireNonNull(asked.get("nonce")).getFirst())
            .claim("name", "Name of " + subject);
    if (roles != null) {
      claims.claim("roles", roles);
    }
    String code = "code-" + codes.size();
    codes.put(
        code, new Given(requireNonNull(asked.get("code_challenge")).getFirst(), claims.build()));
    return code;
  }

  private void token(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    Map<String, List<String>> form = URLUtils.parseParameters(body);
    Given given = codes.remove(form.getOrDefault("code", List.of("")).getFirst());
    String verifier = form.getOrDefault("code_verifier", List.of("")).getFirst();
    if (given == null || !given.challenge.equals(challenge(verifier))) {
      answer(exchange, 400, "{\"error\": \"invalid_grant\"}");
      return;
    }
    try {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
              given.claims);
      token.sign(new RSASSASigner(key));
      answer(
          exchange,
          200,
          "{\"access_token\": \"any\", \"token_type\": \"Bearer\", \"id_token\": \"%s\"}"
              .formatted(token.serialize()));
    } catch (JOSEException e) {
      throw new IOException(e);
    }
  }

  private static String challenge(String verifier) {
    return CodeChallenge.compute(CodeChallengeMethod.S256, new CodeVerifier(verifier)).getValue();
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
