// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.epcis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.greenheart.server.outside.OutsideClient;
import org.greenheart.server.outside.SendException;

/** Posts reports over HTTP to the addresses that {@link OutsideClient} lets through. */
final class EventClient implements EventPost, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final OutsideClient client;

  EventClient(boolean privateAllowed) {
    client = new OutsideClient("epcis", privateAllowed, PATIENCE);
  }

  @Override
  public void check(String dest) throws SendException {
    HttpRequest.Builder _ = client.to(dest);
  }

  @Override
  public boolean send(String dest, Map<String, String> headers, String body) throws SendException {
    HttpRequest.Builder request =
        client
            .to(dest)
            .header("Content-Type", "application/json; charset=utf-8")
            .header("GS1-EPCIS-Version", EventDocument.VERSION)
            .header("GS1-CBV-Version", EventDocument.VERSION)
            .POST(BodyPublishers.ofString(body, UTF_8));
    headers.forEach(request::header);
    HttpResponse<byte[]> answer = client.exchange(request.build());
    if (answer.statusCode() == 413) {
      return false;
    }
    client.requireTaken(answer);
    return true;
  }

  @Override
  public void close() {
    client.close();
  }
}
