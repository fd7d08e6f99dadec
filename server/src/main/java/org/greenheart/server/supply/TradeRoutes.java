// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supply;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.JsonBody;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.server.supply.Names.Product;
import org.greenheart.server.supply.TradeViews.OrderPage;
import org.greenheart.server.supply.TradeViews.PartnerView;
import org.greenheart.server.supply.TradeViews.RequestView;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.RegistryException;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.SupplyDelivery;
import org.greenheart.storage.registry.SupplyOrder;
import org.greenheart.storage.registry.SupplyPartner;
import org.greenheart.storage.registry.SupplyProduct;
import org.greenheart.storage.registry.SupplyRequest;
import org.greenheart.storage.registry.Tables;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/supply}: what buyers and suppliers do. A step carries the {@code version} of what it
 * changes: 409 {@code changed} when somebody else was quicker. {@code ?seat=ENTERPRISE} speaks for
 * one of several enterprises.
 */
final class TradeRoutes implements Routes {
  private final Registry registry;

  TradeRoutes(Registry registry) {
    this.registry = requireNonNull(registry, "registry is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    post(routes, "/api/supply/partners", writing(201, this::propose));
    post(routes, "/api/supply/partners/{id}/steps", writing(200, this::partnerStep));
    post(routes, "/api/supply/products", writing(201, this::product));
    post(routes, "/api/supply/products/{id}", writing(200, this::product));
    post(routes, "/api/supply/requests", writing(201, this::ask));
    post(routes, "/api/supply/requests/{id}/steps", writing(200, this::requestStep));
    post(routes, "/api/supply/orders", writing(201, this::order));
    post(routes, "/api/supply/orders/{id}/steps", writing(200, this::orderStep));
    post(routes, "/api/supply/orders/{id}/deliveries", writing(201, this::ship));
    post(routes, "/api/supply/deliveries/{id}/steps", writing(200, this::deliveryStep));
  }

  private static void post(RoutesConfig routes, String path, Handler handler) {
    routes.post(path, handler, Right.TRADE, About.WHAT_IS_SEEN);
  }

  /** What a request is about: all of it is read before anything is written. */
  record Asked(Context ctx, Seats seats, JsonBody body) {
    long id() {
      return Params.number(ctx, "id");
    }

    Step step() {
      return Words.read("step", body.text("step"), Step.class, "step-unknown");
    }

    String text() {
      return body.optionalText("text").map(String::strip).orElse("");
    }

    void requireVersion(int version) {
      long asked = body.number("version");
      if (asked != version) {
        throw new RegistryException(
            RegistryException.Code.CHANGED,
            "version (%s) must be %s: somebody else changed it meanwhile"
                .formatted(asked, version));
      }
    }
  }

  private Handler writing(int status, BiFunction<Tables, Asked, Object> work) {
    return ctx -> {
      Asked asked = new Asked(ctx, Seats.of(ctx), JsonBody.of(ctx));
      Object answer = registry.write(tables -> work.apply(tables, asked));
      ctx.status(status).json(answer);
    };
  }

  private Object propose(Tables tables, Asked asked) {
    return PartnerView.of(
        tables,
        asked.seats(),
        PartnerDesk.propose(
            tables,
            asked.seats(),
            asked.body().number("enterprise"),
            asked.body().text("partner"),
            Words.read("as", asked.body().text("as"), Side.class, "side-unknown")));
  }

  private Object partnerStep(Tables tables, Asked asked) {
    SupplyPartner partner = Found.partner(tables, asked.seats(), asked.id());
    asked.requireVersion(partner.version());
    return PartnerView.of(
        tables,
        asked.seats(),
        PartnerDesk.step(tables, asked.seats(), partner, of(asked.step(), Step.Subject.PARTNER)));
  }

  /** A step of something else is as good as none. */
  private static Step of(Step step, Step.Subject subject) {
    if (step.subject() != subject) {
      throw new ApiException(409, "step-state", "%s is not possible now".formatted(Words.of(step)));
    }
    return step;
  }

  private Object product(Tables tables, Asked asked) {
    JsonBody body = asked.body();
    boolean fresh = !asked.ctx().pathParamMap().containsKey("id");
    SupplyProduct known = fresh ? null : Found.product(tables, asked.seats(), asked.id());
    long owner = known == null ? body.number("enterprise") : known.owner();
    asked.seats().require(owner);
    if (known != null) {
      asked.requireVersion(known.version());
    }
    String gtin =
        body.optionalText("gtin")
            .filter(text -> !text.isBlank())
            .map(text -> Gs1.gtin("gtin", text))
            .orElse(null);
    return Product.of(
        tables,
        Catalogue.put(
            tables,
            new SupplyProduct(
                known == null ? 0 : known.id(),
                owner,
                body.text("code"),
                gtin,
                body.text("name"),
                body.optionalText("nameEn").orElse(null),
                body.text("unit"),
                body.optionalFlag("offered").orElse(true),
                known == null ? 0 : known.version())));
  }

  private Object ask(Tables tables, Asked asked) {
    JsonBody body = asked.body();
    return RequestView.of(
        tables,
        asked.seats(),
        RequestDesk.ask(
            tables,
            asked.seats(),
            Found.partner(tables, asked.seats(), body.number("partner")),
            body.number("product"),
            body.decimal("quantity"),
            body.day("neededBy"),
            body.optionalText("note").orElse("")));
  }

  private Object requestStep(Tables tables, Asked asked) {
    SupplyRequest request = Found.request(tables, asked.seats(), asked.id());
    asked.requireVersion(request.version());
    return RequestView.of(
        tables,
        asked.seats(),
        RequestDesk.step(
            tables,
            asked.seats(),
            request,
            of(asked.step(), Step.Subject.REQUEST),
            asked.body().optionalDecimal("quantity"),
            asked.text()));
  }

  /** One line in the body itself, or several in {@code lines}: all of them or none. */
  private Object order(Tables tables, Asked asked) {
    JsonBody body = asked.body();
    String reference = body.optionalText("reference").filter(text -> !text.isBlank()).orElse(null);
    List<JsonBody> lines = body.objects("lines");
    List<SupplyOrder> ordered = new ArrayList<>();
    for (JsonBody line : lines.isEmpty() ? List.of(body) : lines) {
      SupplyRequest request = Found.request(tables, asked.seats(), line.number("request"));
      try {
        requireFree(tables, ordered, request, reference);
        ordered.add(
            RequestDesk.order(
                tables,
                asked.seats(),
                List.copyOf(ordered),
                request,
                tables.supply().drawn(request.id()),
                line.decimal("quantity"),
                line.day("neededBy"),
                reference));
      } catch (RuleException e) {
        throw lines.isEmpty() ? e : ofLine(ordered.size() + 1, e);
      }
    }
    return OrderPage.of(tables, asked.seats(), ordered.getFirst());
  }

  /**
   * That the buyer's own number is of no other order: a system that sends again what it has no
   * answer to must not order twice. What was refused or called off can be ordered anew under it.
   */
  private static void requireFree(
      Tables tables, List<SupplyOrder> ordered, SupplyRequest request, @Nullable String reference) {
    if (reference == null) {
      return;
    }
    if (ordered.stream().anyMatch(each -> each.request() == request.id())) {
      throw new RuleException(
          "request",
          "must be in one line alone, where the order has a number of your own",
          OrderNumbers.request(request.id()),
          "order-request-twice");
    }
    if (!ordered.isEmpty()) {
      return; // the first line has looked
    }
    for (SupplyOrder known : tables.supply().byReference(request.partner(), reference)) {
      if (known.state() != SupplyOrder.State.REFUSED
          && known.state() != SupplyOrder.State.CANCELLED) {
        throw new RuleException(
            "reference",
            "was ordered before (%s)".formatted(OrderNumbers.of(known)),
            reference,
            "reference-taken");
      }
    }
  }

  private static RuleException ofLine(int line, RuleException e) {
    return new RuleException(
        "line %s, %s".formatted(line, e.field()), e.rule(), e.value(), e.code());
  }

  private Object orderStep(Tables tables, Asked asked) {
    JsonBody body = asked.body();
    SupplyOrder order = Found.order(tables, asked.seats(), asked.id());
    asked.requireVersion(order.version());
    Step step = of(asked.step(), Step.Subject.ORDER);
    if (step == Step.SHIP) {
      throw ApiException.badRequest("step-ship", "goods are shipped by POST .../deliveries");
    }
    return OrderPage.of(
        tables,
        asked.seats(),
        OrderDesk.step(
            tables,
            asked.seats(),
            order,
            step,
            body.optionalDecimal("quantity").orElse(null),
            body.optionalText("promised").isPresent() ? body.day("promised") : null,
            asked.text()));
  }

  private Object ship(Tables tables, Asked asked) {
    SupplyOrder order = Found.order(tables, asked.seats(), asked.id());
    asked.requireVersion(order.version());
    SupplyDelivery _ =
        DeliveryDesk.ship(
            tables,
            asked.seats(),
            order,
            LotDesk.amounts(tables, asked.seats(), asked.body().objects("lots")),
            asked.body().day("expected"));
    return page(tables, asked, order.id());
  }

  private static OrderPage page(Tables tables, Asked asked, long order) {
    return OrderPage.of(tables, asked.seats(), tables.supply().order(order).orElseThrow());
  }

  private Object deliveryStep(Tables tables, Asked asked) {
    JsonBody body = asked.body();
    SupplyDelivery delivery = Found.delivery(tables, asked.seats(), asked.id());
    asked.requireVersion(delivery.version());
    Step step = of(asked.step(), Step.Subject.DELIVERY);
    SupplyDelivery _ =
        step == Step.RECEIVE
            ? DeliveryDesk.receive(
                tables,
                asked.seats(),
                delivery,
                body.optionalDecimal("quantity").orElse(null),
                Words.read(
                    "quality",
                    body.text("quality"),
                    SupplyDelivery.Quality.class,
                    "quality-unknown"),
                asked.text())
            : step == Step.PROPOSE
                ? DeliveryDesk.propose(
                    tables, asked.seats(), delivery, body.decimal("quantity"), asked.text())
                : DeliveryDesk.settle(tables, asked.seats(), delivery, asked.text());
    return page(tables, asked, delivery.order());
  }
}
