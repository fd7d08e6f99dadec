// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.audit;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.Set;
import java.util.regex.Pattern;
import org.greenheart.server.accounts.Caller;
import org.greenheart.storage.registry.AuditEntry;
import org.greenheart.storage.registry.AuditLog;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.RegistryException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The seam through which everything goes into the audit. Thread-safe. */
public final class AuditTrail {
  private static final Logger log = LoggerFactory.getLogger(AuditTrail.class);
  private static final String TARGET = AuditTrail.class.getName() + ".target";
  private static final String BEGINS = AuditTrail.class.getName() + ".begins";
  private static final String PERSON = AuditTrail.class.getName() + ".person";

  /** Longer texts are kept by their length alone: files, imports. */
  private static final int LONGEST = 16_384;

  private static final Pattern SECRET =
      Pattern.compile("(?i).*(password|secret|token|code|pin|key)s?");

  /** Have such names and are no secrets. */
  private static final Set<String> NO_SECRET =
      Set.of("code", "creditCode", "sentCode", "areaCode", "outletCode", "enterpriseCode");

  private final Registry registry;
  private final InstantSource clock;
  private final ObjectMapper mapper = new ObjectMapper();

  public AuditTrail(Registry registry, InstantSource clock) {
    this.registry = requireNonNull(registry, "registry is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /** For routes: what a request turned out to be about, such as {@code account 3}. */
  public static void about(Context ctx, String target) {
    ctx.attribute(TARGET, target);
  }

  /** For routes: who a request turned out to be by, where the gate could not know. */
  public static void by(Context ctx, Caller person) {
    ctx.attribute(PERSON, person);
  }

  /**
   * Writes an entry down. A store that fails is logged: what was done has been done.
   *
   * @param who as the gate knows it; a route may know better
   */
  public void add(
      Context ctx,
      Caller who,
      String action,
      String target,
      String outcome,
      @Nullable String was,
      @Nullable String became) {
    try {
      add(registry.audit(), ctx, who, action, target, outcome, was, became);
    } catch (RegistryException e) {
      log.error("{} by {} could not be written into the audit", action, who.name(), e);
    }
  }

  /**
   * Writes an entry down in a transaction that is open: it is kept with what else that changes, or
   * neither is.
   *
   * @throws RegistryException when it cannot be written: the change must not be made then
   */
  public void add(
      AuditLog into,
      Context ctx,
      Caller who,
      String action,
      String target,
      String outcome,
      @Nullable String was,
      @Nullable String became) {
    Caller person = ctx.attribute(PERSON);
    String about = ctx.attribute(TARGET);
    Caller by = person == null ? who : person;
    AuditEntry _ =
        into.add(
            new AuditEntry(
                0,
                clock.instant(),
                by.id(),
                by.name(),
                ctx.ip(),
                action,
                about == null ? target : about,
                outcome,
                was,
                became,
                ""));
  }

  /**
   * For routes whose change goes elsewhere than into the registry: writes down that it begins,
   * before anything is changed. How it ended is an entry of its own.
   */
  public static void begin(Context ctx) {
    Runnable begins = ctx.attribute(BEGINS);
    if (begins != null) {
      begins.run();
    }
  }

  /** For the gate alone: what {@link #begin} does. */
  public static void setBegin(Context ctx, Runnable begins) {
    ctx.attribute(BEGINS, begins);
  }

  /** What was asked, as JSON without secrets; null for what is no JSON. */
  public @Nullable String request(Context ctx) {
    if (ctx.contentLength() > LONGEST) {
      return "{\"bytes\":%s}".formatted(ctx.contentLength());
    }
    return json(ctx.body());
  }

  /** A JSON text without its secrets; null for what is none. */
  public @Nullable String json(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    if (text.length() > LONGEST) {
      return "{\"characters\":%s}".formatted(text.length());
    }
    try {
      JsonNode node = mapper.readTree(text);
      if (node == null || !node.isContainerNode()) {
        return null;
      }
      hide(node);
      return mapper.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  /**
   * A field "code" of a place or a factor says something; one that lets somebody in is the only
   * "code" of a body that has no other names of places.
   */
  private static void hide(JsonNode node) {
    if (node instanceof ObjectNode object) {
      boolean lets = object.has("login") || object.has("password") || object.size() == 1;
      object
          .properties()
          .forEach(
              field -> {
                String name = field.getKey();
                boolean secret =
                    SECRET.matcher(name).matches()
                        && (!NO_SECRET.contains(name) || (name.equals("code") && lets));
                if (secret && !field.getValue().isNull()) {
                  object.put(name, "***");
                } else {
                  hide(field.getValue());
                }
              });
    } else {
      node.forEach(AuditTrail::hide);
    }
  }
}
