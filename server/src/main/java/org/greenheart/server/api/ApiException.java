// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import static java.util.Objects.requireNonNull;

/** A request that cannot be answered as asked: becomes an error with a code and a sentence. */
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  /**
   * @param status of HTTP, 400 to 599
   * @param code a short name that can be counted, such as {@code point-not-found}
   * @param message names the thing, the rule and the value
   */
  public ApiException(int status, String code, String message) {
    super(requireNonNull(message, "message is null"));
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException("status (%s) must be 400 to 599".formatted(status));
    }
    this.status = status;
    this.code = requireNonNull(code, "code is null");
  }

  public static ApiException badRequest(String code, String message) {
    return new ApiException(400, code, message);
  }

  public static ApiException notFound(String code, String message) {
    return new ApiException(404, code, message);
  }

  public static ApiException noPoint(long id) {
    return notFound("point-not-found", "point (%s) does not exist".formatted(id));
  }

  static ApiException noDatastream(long number) {
    return notFound("datastream-not-found", "Datastream (%s) does not exist".formatted(number));
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }
}
