// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.login;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Caller;
import org.greenheart.server.accounts.Callers;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.accounts.Rights;
import org.greenheart.server.accounts.Role;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.JsonBody;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.server.audit.AuditTrail;
import org.greenheart.storage.registry.Account;
import org.greenheart.storage.registry.Login;
import org.greenheart.storage.registry.Reach;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Tables;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/accounts}: who may come in, and as what. Nobody makes themselves more than they are:
 * only an owner makes or changes an owner, and nobody changes their own roles, scope or activity.
 */
final class AccountRoutes implements Routes {
  private final Registry registry;
  private final LoginDesk desk;

  AccountRoutes(Registry registry, LoginDesk desk) {
    this.registry = requireNonNull(registry, "registry is null");
    this.desk = requireNonNull(desk, "desk is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/accounts", this::list, Right.KEEP_ACCOUNTS, About.NO_POINT);
    routes.get("/api/accounts/{id}", this::one, Right.KEEP_ACCOUNTS, About.NO_POINT);
    routes.post("/api/accounts", this::add, Right.KEEP_ACCOUNTS, About.NO_POINT);
    routes.put("/api/accounts/{id}", this::change, Right.KEEP_ACCOUNTS, About.NO_POINT);
    routes.post("/api/accounts/{id}/reset", this::reset, Right.KEEP_ACCOUNTS, About.NO_POINT);
    routes.get("/api/roles", ctx -> ctx.json(roles()), Right.LOGGED_IN, About.NO_POINT);
  }

  /** What each role may do: the table itself. */
  private static List<RoleView> roles() {
    return Arrays.stream(Role.values())
        .map(
            role ->
                new RoleView(
                    role.text(), Rights.of(role).stream().sorted().map(Right::text).toList()))
        .toList();
  }

  record RoleView(String role, List<String> rights) {}

  private void list(Context ctx) {
    ctx.json(registry.accounts().list().stream().map(this::view).toList());
  }

  private void one(Context ctx) {
    ctx.json(view(existing(registry, Params.number(ctx, "id"))));
  }

  private AccountView view(Account account) {
    Instant seen =
        registry.logins().of(account.id(), Login.Kind.SESSION).stream()
            .map(Login::seen)
            .max(Instant::compareTo)
            .orElse(null);
    return AccountView.of(account, seen);
  }

  private static Account existing(Tables tables, long id) {
    return tables
        .accounts()
        .find(id)
        .orElseThrow(
            () ->
                ApiException.notFound(
                    "account-not-found", "account (%s) does not exist".formatted(id)));
  }

  private void add(Context ctx) {
    JsonBody body = JsonBody.of(ctx);
    Set<String> roles = roles(body, Callers.of(ctx));
    Account asked =
        Account.named(
                LoginDesk.login(body.text("login")),
                body.text("name"),
                roles,
                reach(body),
                registry.now())
            .of(body.optionalText("unit").orElse(""));
    NewAccount made =
        registry.write(
            tables -> {
              requirePlaces(tables, asked.reach());
              Account account = tables.accounts().add(asked);
              AuditTrail.about(ctx, "account " + account.id());
              String code = desk.resetCode(tables, account, ctx.ip());
              return new NewAccount(AccountView.of(account, null), code);
            });
    ctx.status(201).json(made);
  }

  /**
   * @param code by which its owner sets a password, within two days; not shown again
   */
  record NewAccount(AccountView account, String code) {}

  private void change(Context ctx) {
    long id = Params.number(ctx, "id");
    Caller caller = Callers.of(ctx);
    AuditTrail.about(ctx, "account " + id);
    JsonBody body = JsonBody.of(ctx);
    Set<String> roles = roles(body, caller);
    Reach reach = reach(body);
    boolean active = body.flag("active");
    boolean endTwoFactor = body.optionalFlag("endTwoFactor").orElse(false);
    String name = body.text("name");
    Optional<String> unit = body.optionalText("unit");
    Account changed =
        registry.write(
            tables -> {
              Account old = existing(tables, id);
              Account asked =
                  new Account(
                      id,
                      old.login(),
                      name,
                      roles,
                      reach,
                      unit.orElse(old.unit()),
                      active,
                      old.created(),
                      old.twoFactor(),
                      old.hasPassword(),
                      old.issuer(),
                      old.subject(),
                      // What an administrator decides is not the provider's to end.
                      old.claimed() && old.roles().equals(roles) && (old.active() || !active));
              requireRight(caller, old, asked);
              requirePlaces(tables, reach);
              Account kept = tables.accounts().change(asked);
              requireAnOwner(tables);
              if (!active || !old.roles().equals(roles) || !old.reach().equals(reach)) {
                // What a session or a token was made for may no longer be theirs.
                tables.logins().endAll(id, Login.Kind.SESSION, 0);
              }
              if (!active) {
                tables.logins().endAll(id, Login.Kind.TOKEN, 0);
                tables.logins().endAll(id, Login.Kind.RESET, 0);
              }
              if (endTwoFactor) {
                tables.accounts().clearTotp(id);
              }
              return kept;
            });
    ctx.json(view(existing(registry, changed.id())));
  }

  private static void requireRight(Caller caller, Account old, Account asked) {
    if (isOwner(old) && !caller.has(Role.OWNER)) {
      throw new ApiException(403, "owner-only", "only an owner changes an owner");
    }
    boolean same =
        old.roles().equals(asked.roles())
            && old.reach().equals(asked.reach())
            && old.active() == asked.active();
    if (caller.id() == old.id() && !same) {
      throw new ApiException(
          403, "own-rights", "nobody changes their own roles, scope or activity");
    }
  }

  private static boolean isOwner(Account account) {
    return account.roles().contains(Role.OWNER.text());
  }

  private static void requireAnOwner(Tables tables) {
    if (tables.accounts().list().stream().noneMatch(each -> isOwner(each) && each.active())) {
      throw new ApiException(409, "last-owner", "at least one owner must stay active");
    }
  }

  private static Set<String> roles(JsonBody body, Caller caller) {
    Set<String> roles =
        body.texts("roles").stream()
            .map(
                word ->
                    Role.ofText(word)
                        .filter(role -> role != Role.PUBLIC)
                        .orElseThrow(
                            () ->
                                new RuleException(
                                    "roles", "must be roles of this server", word, "role-unknown")))
            .map(Role::text)
            .collect(Collectors.toSet());
    if (roles.contains(Role.OWNER.text()) && !caller.has(Role.OWNER)) {
      throw new ApiException(403, "owner-only", "only an owner makes an owner");
    }
    return roles;
  }

  private static Reach reach(JsonBody body) {
    return body.flag("everything")
        ? Reach.all()
        : Reach.of(
            new HashSet<>(body.numbers("enterprises")),
            new HashSet<>(body.numbers("areas")),
            new HashSet<>(body.numbers("groups")));
  }

  private static void requirePlaces(Tables tables, Reach reach) {
    reach
        .enterprises()
        .forEach(
            id -> require("enterprise", id, tables.places().enterprises().find(id).isPresent()));
    reach.areas().forEach(id -> require("area", id, tables.places().areas().find(id).isPresent()));
    reach
        .groups()
        .forEach(id -> require("group", id, tables.places().groups().find(id).isPresent()));
  }

  private static void require(String what, long id, boolean exists) {
    if (!exists) {
      throw new RuleException(what + "s", "must exist", id, what + "-not-found");
    }
  }

  private void reset(Context ctx) {
    long id = Params.number(ctx, "id");
    AuditTrail.about(ctx, "account " + id);
    Account account = existing(registry, id);
    if (isOwner(account) && !Callers.of(ctx).has(Role.OWNER)) {
      throw new ApiException(403, "owner-only", "only an owner resets an owner's password");
    }
    String code = registry.write(tables -> desk.resetCode(tables, account, ctx.ip()));
    ctx.status(201).json(new NewAccount(view(account), code));
  }

  /** An account as it is kept. */
  record AccountView(
      long id,
      String login,
      String name,
      List<String> roles,
      boolean everything,
      List<Long> enterprises,
      List<Long> areas,
      List<Long> groups,
      String unit,
      boolean active,
      boolean twoFactor,
      boolean hasPassword,
      @Nullable String issuer,
      Instant created,
      @Nullable Instant seen) {
    private static AccountView of(Account account, @Nullable Instant seen) {
      Reach reach = account.reach();
      return new AccountView(
          account.id(),
          account.login(),
          account.name(),
          account.roles().stream().sorted().toList(),
          reach.everything(),
          reach.enterprises().stream().sorted().toList(),
          reach.areas().stream().sorted().toList(),
          reach.groups().stream().sorted().toList(),
          account.unit(),
          account.active(),
          account.twoFactor(),
          account.hasPassword(),
          account.issuer(),
          account.created(),
          seen);
    }
  }
}
