// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.footprints;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.JsonBody;
import org.greenheart.server.api.LocalizedName;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.server.supply.Found;
import org.greenheart.server.supply.Seats;
import org.greenheart.storage.registry.Enterprise;
import org.greenheart.storage.registry.Pact;
import org.greenheart.storage.registry.PactHost;
import org.greenheart.storage.registry.PactMessage;
import org.greenheart.storage.registry.PactProfile;
import org.greenheart.storage.registry.PactRequest;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.SupplyProduct;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/footprints/exchange}: what a company says of itself in its footprints, where its own
 * system takes events, which it got and which requests are open.
 */
final class ExchangeRoutes implements Routes {
  private static final int MOST = 50;

  private final Registry registry;
  private final PactEvents events;
  private final PactSecrets secrets;

  ExchangeRoutes(Registry registry, PactEvents events, PactSecrets secrets) {
    this.registry = requireNonNull(registry, "registry is null");
    this.events = requireNonNull(events, "events is null");
    this.secrets = requireNonNull(secrets, "secrets is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    String path = "/api/footprints/exchange/{enterprise}";
    routes.get(path, this::show, Right.READ_SUPPLY, About.WHAT_IS_SEEN);
    routes.put(path + "/profile", this::profile, Right.TRADE, About.WHAT_IS_SEEN);
    routes.put(path + "/host", this::host, Right.TRADE, About.WHAT_IS_SEEN);
    routes.post(path + "/requests", this::ask, Right.TRADE, About.WHAT_IS_SEEN);
    routes.post(
        "/api/footprints/requests/{id}/reject", this::reject, Right.TRADE, About.WHAT_IS_SEEN);
  }

  private long enterprise(Context ctx) {
    long id = Params.number(ctx, "enterprise");
    Seats.of(ctx).require(id);
    if (registry.places().enterprises().find(id).isEmpty()) {
      throw ApiException.notFound(
          "enterprise-not-found", "enterprise (%s) does not exist".formatted(id));
    }
    return id;
  }

  /** Without the secret. */
  record HostView(String base, String tokenUrl, String client) {}

  /** An event that was or is to be sent. */
  record MessageView(
      long id,
      LocalizedName sender,
      LocalizedName recipient,
      String type,
      Instant made,
      int attempts,
      @Nullable Instant next,
      @Nullable Instant sent,
      String failure) {}

  /**
   * @param mine whether the enterprise is asked, and so may say no
   */
  record RequestView(
      long id,
      LocalizedName product,
      LocalizedName asker,
      Instant at,
      String state,
      boolean mine) {}

  /** All of it. */
  record View(
      PactProfile profile,
      @Nullable HostView host,
      List<MessageView> messages,
      List<RequestView> requests) {}

  private void show(Context ctx) {
    long enterprise = enterprise(ctx);
    ctx.json(view(enterprise));
  }

  private View view(long enterprise) {
    Set<Long> own = Set.of(enterprise);
    return registry.read(
        tables -> {
          Pact pact = tables.supply().pact();
          return new View(
              pact.profile(enterprise).orElseGet(() -> PactProfile.usual(enterprise)),
              pact.host(enterprise)
                  .map(host -> new HostView(host.base(), host.tokenUrl(), host.client()))
                  .orElse(null),
              pact.messages(own, MOST).stream().map(this::view).toList(),
              pact.requests(own, MOST).stream().map(each -> view(each, enterprise)).toList());
        });
  }

  private LocalizedName name(long enterprise) {
    Enterprise firm = registry.places().enterprises().find(enterprise).orElseThrow();
    return name(firm.name(), firm.nameEn());
  }

  private static LocalizedName name(String zh, @Nullable String en) {
    return new LocalizedName(zh, en == null ? zh : en);
  }

  private MessageView view(PactMessage message) {
    return new MessageView(
        message.id(),
        name(message.sender()),
        name(message.recipient()),
        message.type().substring(message.type().lastIndexOf("ProductFootprint.") + 17),
        message.made(),
        message.attempts(),
        message.next(),
        message.sent(),
        message.failure());
  }

  private RequestView view(PactRequest request, long enterprise) {
    SupplyProduct product = registry.supply().product(request.product()).orElseThrow();
    return new RequestView(
        request.id(),
        name(product.name(), product.nameEn()),
        name(request.asker()),
        request.at(),
        request.state().name().toLowerCase(Locale.ROOT),
        product.owner() == enterprise);
  }

  private void profile(Context ctx) {
    long enterprise = enterprise(ctx);
    JsonBody body = JsonBody.of(ctx);
    registry
        .supply()
        .pact()
        .put(
            new PactProfile(
                enterprise,
                body.optionalText("companyName").orElse(""),
                body.texts("companyIds"),
                body.optionalText("contact").orElse(""),
                body.texts("standards"),
                body.texts("assessments"),
                body.text("country"),
                body.optionalDecimal("exempted").orElse(BigDecimal.ZERO),
                body.optionalText("exemptedWhy").orElse("")));
    ctx.json(view(enterprise));
  }

  /** Without a base there is none any more. */
  private void host(Context ctx) {
    long enterprise = enterprise(ctx);
    JsonBody body = JsonBody.of(ctx);
    String base = body.text("base").strip();
    Pact pact = registry.supply().pact();
    if (base.isEmpty()) {
      pact.removeHost(enterprise);
    } else {
      String bare = address("base", base);
      String tokenUrl =
          body.optionalText("tokenUrl")
              .filter(text -> !text.isBlank())
              .map(text -> address("tokenUrl", text))
              .orElse(bare + "/auth/token");
      pact.put(
          new PactHost(
              enterprise,
              bare,
              tokenUrl,
              body.text("client"),
              secret(enterprise, tokenUrl, body.optionalText("secret"))));
    }
    ctx.json(view(enterprise));
  }

  /** One that is not given again stays, for the same address alone. */
  private String secret(long enterprise, String tokenUrl, Optional<String> given) {
    return given
        .filter(text -> !text.isBlank())
        .map(text -> secrets.seal(enterprise, tokenUrl, text))
        .or(
            () ->
                registry
                    .supply()
                    .pact()
                    .host(enterprise)
                    .filter(host -> host.tokenUrl().equals(tokenUrl))
                    .map(PactHost::secret))
        .orElseThrow(
            () ->
                ApiException.badRequest(
                    "pact-secret-missing", "secret must be given for this address"));
  }

  private static String address(String field, String text) {
    String bare = text.strip().replaceAll("/+$", "");
    try {
      URI address = URI.create(bare);
      boolean isHttp = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
      if (isHttp && address.getHost() != null && address.getUserInfo() == null) {
        return bare;
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw new RuleException(
        field, "must be an address such as https://example.org/pact", text, "pact-address");
  }

  /** Asks the system of a supplier for the footprint of a product that it offers. */
  private void ask(Context ctx) {
    long enterprise = enterprise(ctx);
    JsonBody body = JsonBody.of(ctx);
    long id = body.number("product");
    Seats seats = new Seats(Seats.of(ctx).who(), false, Set.of(enterprise));
    int asked =
        registry.write(
            tables -> {
              SupplyProduct product =
                  Found.dealtIn(tables, seats, id)
                      .filter(each -> each.owner() != enterprise)
                      .orElseThrow(
                          () ->
                              ApiException.notFound(
                                  "product-not-found",
                                  "product (%s) does not exist".formatted(id)));
              if (tables.supply().pact().host(product.owner()).isEmpty()) {
                throw new ApiException(
                    409, "pact-no-host", "the supplier's system is not known here");
              }
              Enterprise owner = tables.places().enterprises().find(product.owner()).orElseThrow();
              List<String> ids = PactFootprint.productIds(owner, product, null);
              events.ask(
                  tables, enterprise, owner.id(), ids, body.optionalText("comment").orElse(""));
              return ids.size();
            });
    ctx.status(202).json(List.of(asked));
  }

  private void reject(Context ctx) {
    long id = Params.number(ctx, "id");
    Seats seats = Seats.of(ctx);
    String message = JsonBody.of(ctx).optionalText("message").orElse("");
    long owner =
        registry.write(
            tables -> {
              PactRequest request =
                  tables
                      .supply()
                      .pact()
                      .request(id)
                      .filter(
                          each ->
                              seats.holds(
                                  tables.supply().product(each.product()).orElseThrow().owner()))
                      .orElseThrow(
                          () ->
                              ApiException.notFound(
                                  "request-not-found",
                                  "request (%s) does not exist".formatted(id)));
              if (request.state() != PactRequest.State.OPEN) {
                throw new ApiException(409, "request-answered", "the request was answered before");
              }
              long asked = tables.supply().product(request.product()).orElseThrow().owner();
              events.reject(tables, asked, request, message.isBlank() ? "There is none." : message);
              tables.supply().pact().put(PactEvents.with(request, PactRequest.State.REJECTED));
              return asked;
            });
    ctx.json(view(owner));
  }
}
