// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;

/**
 * The port of HTTP, taken before anything answers on it: that another program has it is known
 * before the first device is served, and a browser that comes early waits instead of being refused.
 * Thread-safe.
 */
public final class HttpPort implements AutoCloseable {
  private final HttpAddress address;
  private final ServerSocketChannel channel;

  private HttpPort(HttpAddress address, ServerSocketChannel channel) {
    this.address = address;
    this.channel = channel;
  }

  /**
   * Takes it.
   *
   * @throws UncheckedIOException when it cannot be opened
   */
  public static HttpPort take(HttpAddress address) {
    requireNonNull(address, "address is null");
    try {
      ServerSocketChannel channel = ServerSocketChannel.open();
      try {
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        return new HttpPort(
            address, channel.bind(new InetSocketAddress(address.host(), address.port())));
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "HTTP port (%s) cannot be opened: %s".formatted(address, e.getMessage()), e);
    }
  }

  HttpAddress address() {
    return address;
  }

  ServerSocketChannel channel() {
    return channel;
  }

  /** Gives it back; once a server stands on it that has done so already. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("HTTP port (%s) does not close".formatted(address), e);
    }
  }
}
