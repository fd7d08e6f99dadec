// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

/**
 * A request that cannot be served as asked: what the client is told, with a code that can be
 * counted.
 */
final class RequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  private RequestException(int status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  /** The request breaks the grammar or the model. */
  static RequestException bad(String code, String message) {
    return new RequestException(400, code, message);
  }

  /** What the path names is not there. */
  static RequestException missing(String message) {
    return new RequestException(404, "not-found", message);
  }

  /** The request is right, but this server does not do it. */
  static RequestException unsupported(String message) {
    return new RequestException(501, "not-supported", message);
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
