// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Callers;
import org.greenheart.server.accounts.Right;

/**
 * {@code /api/events}: server-sent events. {@code ?thing=ID} adds the rows of that point. Each
 * browser holds one virtual thread, which writes and, when its browser takes nothing, waits; the
 * feed never waits for it.
 */
final class LiveRoutes implements Routes {
  private static final int MOST_CLIENTS = 500;
  private static final long HEARTBEAT_SECONDS = 15;
  private static final long HEARTBEAT_NANOS = HEARTBEAT_SECONDS * 1_000_000_000;

  private final LiveFeed feed;
  private final LongSupplier nanos;
  private final Semaphore places = new Semaphore(MOST_CLIENTS);

  /**
   * @param nanos a clock that only rises
   */
  LiveRoutes(LiveFeed feed, LongSupplier nanos) {
    this.feed = requireNonNull(feed, "feed is null");
    this.nanos = requireNonNull(nanos, "nanos is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/events", this::events, Right.READ_DATA, About.WHAT_IS_SEEN);
  }

  private void events(Context ctx) throws IOException {
    long thing = Params.optionalNumber(ctx, "thing").orElse(0L);
    if (thing != 0 && !Callers.sight(ctx).sees(thing)) {
      throw ApiException.noPoint(thing);
    }
    if (HeadAsGet.is(ctx)) {
      ctx.contentType("text/event-stream");
      return;
    }
    if (!places.tryAcquire()) {
      throw new ApiException(
          503, "too-many-listeners", "at most %s browsers can listen".formatted(MOST_CLIENTS));
    }
    LiveClient client = new LiveClient(thing, Callers.sight(ctx));
    try {
      ctx.contentType("text/event-stream").header("X-Accel-Buffering", "no");
      // Written past Javalin's own output, which would gather and compress it.
      ServletOutputStream out = ctx.res().getOutputStream();
      feed.join(client, seen(ctx));
      write(out, "retry: 2000\nid: " + feed.position() + "\n: hello\n\n");
      long looked = nanos.getAsLong();
      while (!client.isClosed() && !feed.isClosed()) {
        LiveEvent event = client.next(HEARTBEAT_SECONDS);
        // Also where events never pause: who was logged out hears no more of them.
        if (event == null || nanos.getAsLong() - looked >= HEARTBEAT_NANOS) {
          if (!Callers.isStillIn(ctx)) {
            break;
          }
          looked = nanos.getAsLong();
        }
        write(out, event == null ? ": still here\n\n" : text(event));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // The browser has gone: nothing is left to do for it.
    } finally {
      feed.leave(client);
      places.release();
    }
  }

  private static long seen(Context ctx) {
    String id = ctx.header("Last-Event-ID");
    try {
      return id == null ? -1 : Long.parseLong(id);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static String text(LiveEvent event) {
    return "id: %s\nevent: %s\ndata: %s\n\n".formatted(event.arrival(), event.name(), event.json());
  }

  private static void write(ServletOutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
