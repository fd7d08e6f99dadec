// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.benchmarks;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenheart.protocols.hj212.Field;
import org.greenheart.protocols.hj212.Hj212Frame;
import org.greenheart.protocols.hj212.Hj212Framer;
import org.greenheart.protocols.hj212.Hj212Message;
import org.greenheart.protocols.hj212.Hj212Reader;
import org.greenheart.protocols.hj212.Item;
import org.jspecify.annotations.Nullable;

/**
 * A receiver on a plain PostgreSQL: for each group one transaction with the raw frames and their
 * rows, sent as arrays, the quickest way of its driver that can also replace rows. {@code main PORT
 * URL}.
 */
public final class PostgresReceiver {
  private static final String SCHEMA =
      """
      CREATE TABLE IF NOT EXISTS arrival (
        number BIGSERIAL PRIMARY KEY, received TIMESTAMPTZ NOT NULL, raw BYTEA NOT NULL);
      CREATE TABLE IF NOT EXISTS observation (
        datastream INT NOT NULL, start TIMESTAMPTZ NOT NULL, result NUMERIC, minimum NUMERIC,
        maximum NUMERIC, total NUMERIC, flag TEXT, result_time TIMESTAMPTZ NOT NULL,
        PRIMARY KEY (datastream, start));
      """;
  private static final String FRAMES =
      "INSERT INTO arrival (received, raw) SELECT now(), unnest(?::bytea[])";
  private static final String ROWS =
      """
      INSERT INTO observation
      SELECT d, s, r, mi, ma, t, f, now()
      FROM unnest(?::int[], ?::timestamptz[], ?::numeric[], ?::numeric[], ?::numeric[],
        ?::numeric[], ?::text[]) AS u (d, s, r, mi, ma, t, f)
      ON CONFLICT (datastream, start) DO UPDATE SET result = excluded.result,
        minimum = excluded.minimum, maximum = excluded.maximum, total = excluded.total,
        flag = excluded.flag, result_time = excluded.result_time""";

  private final Connection connection;
  private final Hj212Reader reader = new Hj212Reader();
  private final Map<String, Integer> datastreams = new HashMap<>();

  private PostgresReceiver(Connection connection) {
    this.connection = connection;
  }

  public static void main(String[] arguments) throws Exception {
    try (Connection connection = DriverManager.getConnection(arguments[1])) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(SCHEMA);
      }
      connection.setAutoCommit(false);
      PostgresReceiver receiver = new PostgresReceiver(connection);
      new GroupedServer(receiver::keep).serve(Integer.parseInt(arguments[0]));
    }
  }

  /** Columns of one group. */
  private static final class Columns {
    private final List<Integer> datastream = new ArrayList<>();
    private final List<Timestamp> start = new ArrayList<>();
    private final List<@Nullable BigDecimal> result = new ArrayList<>();
    private final List<@Nullable BigDecimal> minimum = new ArrayList<>();
    private final List<@Nullable BigDecimal> maximum = new ArrayList<>();
    private final List<@Nullable BigDecimal> total = new ArrayList<>();
    private final List<@Nullable String> flag = new ArrayList<>();
  }

  private void keep(List<byte[]> frames) throws SQLException {
    Columns columns = new Columns();
    for (byte[] frame : frames) {
      read(frame, columns);
    }
    try (PreparedStatement insert = connection.prepareStatement(FRAMES)) {
      // The driver takes bytes in arrays of their own type only.
      insert.setArray(1, connection.createArrayOf("bytea", frames.toArray(byte[][]::new)));
      insert.executeUpdate();
    }
    try (PreparedStatement insert = connection.prepareStatement(ROWS)) {
      insert.setArray(1, array("int4", columns.datastream));
      insert.setArray(2, array("timestamptz", columns.start));
      insert.setArray(3, array("numeric", columns.result));
      insert.setArray(4, array("numeric", columns.minimum));
      insert.setArray(5, array("numeric", columns.maximum));
      insert.setArray(6, array("numeric", columns.total));
      insert.setArray(7, array("text", columns.flag));
      insert.executeUpdate();
    }
    connection.commit();
  }

  private Array array(String type, List<?> values) throws SQLException {
    return connection.createArrayOf(type, values.toArray());
  }

  private void read(byte[] bytes, Columns columns) {
    List<Hj212Frame> found = new ArrayList<>(1);
    new Hj212Framer().feed(bytes, 0, bytes.length, found::add);
    Hj212Message message = reader.read(found.getFirst());
    Timestamp start = Timestamp.valueOf(message.dataTime().orElseThrow());
    Map<String, Map<String, String>> factors = new HashMap<>();
    for (Item item : message.items()) {
      for (Field field : item.fields()) {
        if (!field.code().isEmpty()) {
          factors
              .computeIfAbsent(field.code(), code -> new HashMap<>())
              .put(field.part(), field.value());
        }
      }
    }
    factors.forEach(
        (code, fields) -> {
          columns.datastream.add(
              datastreams.computeIfAbsent(
                  message.mn() + "/" + code, absent -> datastreams.size() + 1));
          columns.start.add(start);
          columns.result.add(number(fields.get("Avg")));
          columns.minimum.add(number(fields.get("Min")));
          columns.maximum.add(number(fields.get("Max")));
          columns.total.add(number(fields.get("Cou")));
          columns.flag.add(fields.get("Flag"));
        });
  }

  private static @Nullable BigDecimal number(@Nullable String text) {
    return Optional.ofNullable(text).map(BigDecimal::new).orElse(null);
  }
}
