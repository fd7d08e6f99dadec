// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.login;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.greenheart.server.api.Gate;
import org.greenheart.server.api.Routes;
import org.greenheart.server.audit.AuditTrail;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.telemetry.Telemetry;

/** The gate and the routes that belong to it, put together. */
public final class Door {
  private final Gate gate;
  private final List<Routes> routes;
  private final SetupCode setup;
  private final Registry registry;
  private final boolean open;
  private final String localSecret;

  private Door(
      boolean open,
      Gate gate,
      List<Routes> routes,
      SetupCode setup,
      String localSecret,
      Registry registry) {
    this.open = open;
    this.localSecret = localSecret;
    this.gate = gate;
    this.routes = List.copyOf(routes);
    this.setup = setup;
    this.registry = registry;
  }

  /**
   * @param data the folder that holds everything: the key that seals secrets of codes lies there
   * @param open nobody is asked for a login
   * @param place what the installation is called where nobody has said otherwise
   */
  public static Door make(
      Path data,
      boolean open,
      String place,
      LoginTimes times,
      Optional<OidcConfig> oidc,
      Optional<URI> publicUrl,
      Registry registry,
      Telemetry telemetry,
      InstantSource clock) {
    Cookies cookies = new Cookies(publicUrl);
    Sessions sessions = new Sessions(registry, times, clock);
    SetupCode setup = new SetupCode();
    String localSecret = Secrets.draw();
    CodeSecrets codes = CodeSecrets.open(data);
    codes.sealAll(registry);
    LoginDesk desk = new LoginDesk(registry, new Passwords(), codes, new Throttle(clock), clock);
    AuditTrail audit = new AuditTrail(registry, clock);
    RefusalLimit refusals = new RefusalLimit(clock);
    Gate gate =
        new Admission(
            open,
            localSecret,
            registry,
            new Belongings(registry, telemetry),
            sessions,
            cookies,
            new OwnPages(publicUrl),
            audit,
            refusals);
    LoginRoutes login =
        new LoginRoutes(
            open,
            place,
            registry,
            desk,
            sessions,
            cookies,
            setup,
            oidc.map(OidcConfig::name).orElse(null));
    List<Routes> routes = new ArrayList<>();
    routes.add(login);
    routes.add(
        new OwnAccountRoutes(
            place.isEmpty() ? "Greenheart" : "Greenheart " + place, registry, desk, clock));
    routes.add(new AccountRoutes(registry, desk));
    routes.add(new PassRoutes(sessions));
    oidc.filter(provider -> !open)
        .ifPresent(
            provider ->
                routes.add(
                    new OidcRoutes(provider, publicUrl, registry, login, audit, refusals, clock)));
    return new Door(open, gate, routes, setup, localSecret, registry);
  }

  public Gate gate() {
    return gate;
  }

  public List<Routes> routes() {
    return routes;
  }

  /** The code for the first visit from another machine, while nobody has an account. */
  public Optional<String> setupCode() {
    return open || registry.accounts().count() > 0 ? Optional.empty() : Optional.of(setup.code());
  }

  /** What lets in programs on this machine that may read the data folder: they keep the server. */
  public String localSecret() {
    return localSecret;
  }
}
