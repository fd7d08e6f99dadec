// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.math.BigDecimal;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Json;
import org.greenheart.storage.Text;

/**
 * How the REST interface writes JSON: times as ISO 8601 in UTC, exact numbers as strings ({@code
 * "12.50"}) since a browser's numbers would lose the last digit, documents as they are.
 */
public final class ApiJson {
  private ApiJson() {}

  public static ObjectMapper mapper() {
    SimpleModule values = new SimpleModule("greenheart-values");
    values.addSerializer(new AsString<>(Decimal.class));
    values.addSerializer(new AsPlainString());
    values.addSerializer(new AsString<>(Text.class));
    values.addSerializer(new AsDocument());
    return JsonMapper.builder()
        .addModule(new JavaTimeModule())
        .addModule(values)
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .build();
  }

  private static final class AsString<T> extends StdSerializer<T> {
    private static final long serialVersionUID = 1L;

    AsString(Class<T> type) {
      super(type);
    }

    @Override
    public void serialize(T value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(value.toString());
    }
  }

  private static final class AsPlainString extends StdSerializer<BigDecimal> {
    private static final long serialVersionUID = 1L;

    AsPlainString() {
      super(BigDecimal.class);
    }

    @Override
    public void serialize(BigDecimal value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(value.toPlainString());
    }
  }

  private static final class AsDocument extends StdSerializer<Json> {
    private static final long serialVersionUID = 1L;

    AsDocument() {
      super(Json.class);
    }

    @Override
    public void serialize(Json value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeRawValue(value.document());
    }
  }
}
