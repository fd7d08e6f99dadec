// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.login;

import static java.util.Objects.requireNonNull;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import org.greenheart.server.api.ApiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The conversation with an OpenID provider: code flow with PKCE, state and nonce (OpenID Connect
 * Core 1.0, 3.1; RFC 7636). What the provider says of itself is asked once, at the first login.
 * Thread-safe.
 */
final class OidcProvider {
  private static final Logger log = LoggerFactory.getLogger(OidcProvider.class);
  private static final int TIMEOUT_MILLIS = 10_000;

  private final OidcConfig config;
  private @Nullable OIDCProviderMetadata metadata;

  OidcProvider(OidcConfig config) {
    this.config = requireNonNull(config, "config is null");
  }

  /** A login that has begun: what its answer must fit. */
  record Begun(State state, Nonce nonce, CodeVerifier verifier, URI callback) {}

  /** Where a browser is sent to log in. */
  URI address(Begun begun) {
    return new AuthenticationRequest.Builder(
            new ResponseType(ResponseType.Value.CODE),
            new Scope("openid", "profile", "email"),
            new ClientID(config.client()),
            begun.callback())
        .endpointURI(metadata().getAuthorizationEndpointURI())
        .state(begun.state())
        .nonce(begun.nonce())
        .codeChallenge(begun.verifier(), CodeChallengeMethod.S256)
        .build()
        .toURI();
  }

  /**
   * Who the provider says came with a code.
   *
   * @throws ApiException 401 {@code oidc-failed} when it does not say so, or not of this login
   */
  IDTokenClaimsSet claims(String code, Begun begun) {
    OIDCProviderMetadata provider = metadata();
    AuthorizationCodeGrant grant =
        new AuthorizationCodeGrant(new AuthorizationCode(code), begun.callback(), begun.verifier());
    ClientID client = new ClientID(config.client());
    TokenRequest.Builder request =
        config.secret().isEmpty()
            ? new TokenRequest.Builder(provider.getTokenEndpointURI(), client, grant)
            : new TokenRequest.Builder(
                provider.getTokenEndpointURI(),
                new ClientSecretBasic(client, new Secret(config.secret())),
                grant);
    try {
      var http = request.build().toHTTPRequest();
      http.setConnectTimeout(TIMEOUT_MILLIS);
      http.setReadTimeout(TIMEOUT_MILLIS);
      TokenResponse response = OIDCTokenResponseParser.parse(http.send());
      if (!response.indicatesSuccess()) {
        throw failed("it refused the code", null);
      }
      var token = response.toSuccessResponse().getTokens().toOIDCTokens().getIDToken();
      return new IDTokenValidator(
              provider.getIssuer(), client, JWSAlgorithm.RS256, provider.getJWKSetURI().toURL())
          .validate(token, begun.nonce());
    } catch (IOException | ParseException | JOSEException | BadJOSEException e) {
      throw failed("its answer cannot be believed", e);
    }
  }

  private synchronized OIDCProviderMetadata metadata() {
    OIDCProviderMetadata known = metadata;
    if (known == null) {
      try {
        known =
            OIDCProviderMetadata.resolve(
                new Issuer(config.issuer()), TIMEOUT_MILLIS, TIMEOUT_MILLIS);
      } catch (IOException | GeneralException e) {
        throw failed("it does not say how to log in", e);
      }
      metadata = known;
    }
    return known;
  }

  private ApiException failed(String why, @Nullable Exception cause) {
    log.warn("Login through {} failed: {}", config.issuer(), why, cause);
    return new ApiException(
        401, "oidc-failed", "the login through %s failed: %s".formatted(config.issuer(), why));
  }
}
