// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import io.javalin.http.Context;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a client reaches this server: what is configured, else what a proxy in between says it was
 * asked for ({@code X-Forwarded-Proto, -Host, -Port}), else what the client asked.
 */
final class BaseAddress {
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9._-]{1,253}(:\\d{1,5})?|\\[[0-9A-Fa-f:.]{2,45}](:\\d{1,5})?");
  private static final Pattern PORT = Pattern.compile("\\d{1,5}");

  private final Optional<String> configured;

  BaseAddress(Optional<URI> publicUrl) {
    this.configured =
        publicUrl.map(
            url -> {
              String text = url.toString();
              return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
            });
  }

  /** Without a slash at its end: {@code http://localhost:8080}. */
  String of(Context ctx) {
    return configured.orElseGet(
        () ->
            of(
                ctx.header("X-Forwarded-Proto"),
                ctx.header("X-Forwarded-Host"),
                ctx.header("X-Forwarded-Port"),
                ctx.scheme(),
                ctx.header("Host")));
  }

  static String of(
      @Nullable String proto,
      @Nullable String forwardedHost,
      @Nullable String port,
      String scheme,
      @Nullable String host) {
    String theirScheme = first(proto).toLowerCase(Locale.ROOT);
    boolean known = theirScheme.equals("http") || theirScheme.equals("https");
    String authority = first(forwardedHost);
    boolean forwarded = HOST.matcher(authority).matches();
    if (!forwarded) {
      authority = host != null && HOST.matcher(host).matches() ? host : "localhost";
    }
    String theirPort = first(port);
    if (forwarded && PORT.matcher(theirPort).matches() && !authority.matches(".*:\\d+")) {
      boolean usual = theirPort.equals(theirScheme.equals("https") ? "443" : "80");
      authority += usual ? "" : ":" + theirPort;
    }
    return (known ? theirScheme : scheme) + "://" + authority;
  }

  /** Of a list by several proxies the one nearest to the client. */
  private static String first(@Nullable String header) {
    return header == null ? "" : header.split(",", 2)[0].trim();
  }
}
