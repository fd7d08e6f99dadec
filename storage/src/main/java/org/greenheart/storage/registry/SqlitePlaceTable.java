// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Any kind of rows that has an id and a natural key. */
final class SqlitePlaceTable<T> implements PlaceTable<T> {
  private final Access access;
  private final TableShape<T> shape;

  SqlitePlaceTable(Access access, TableShape<T> shape) {
    this.access = access;
    this.shape = shape;
  }

  @Override
  public List<T> list() {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT * FROM " + shape.table() + " ORDER BY id")
                .map(shape.reader())
                .list());
  }

  @Override
  public Optional<T> find(long id) {
    return access.read(handle -> find(handle, id));
  }

  private Optional<T> find(Handle handle, long id) {
    return handle
        .createQuery("SELECT * FROM " + shape.table() + " WHERE id = :id")
        .bind("id", id)
        .map(shape.reader())
        .findOne();
  }

  private T existing(Handle handle, long id) {
    return find(handle, id).orElseThrow(() -> RegistryException.notFound(shape.what(), id));
  }

  @Override
  public Change<T> put(T row) {
    return access.write(handle -> put(handle, row));
  }

  private Change<T> put(Handle handle, T row) {
    long id = shape.id().applyAsLong(row);
    Optional<T> twin = twin(handle, row);
    Optional<T> old = id == 0 ? twin : Optional.of(existing(handle, id));
    if (id != 0 && twin.isPresent() && shape.id().applyAsLong(twin.get()) != id) {
      throw new RegistryException(
          RegistryException.Code.DUPLICATE,
          "%s %s has the same %s".formatted(shape.what(), twin.get(), shape.key()));
    }
    requireReferences(handle, row);
    shape.rules().check(handle, old, row);
    if (old.isEmpty()) {
      return new Change<>(Change.Kind.ADDED, insert(handle, row));
    }
    if (shape.values().apply(old.get()).equals(shape.values().apply(row))) {
      return new Change<>(Change.Kind.UNCHANGED, old.get());
    }
    return new Change<>(
        Change.Kind.CHANGED, update(handle, shape.id().applyAsLong(old.get()), row));
  }

  /** The row with the same natural key. */
  private Optional<T> twin(Handle handle, T row) {
    String where =
        shape.key().stream()
            .map(column -> column + " = :" + column)
            .collect(Collectors.joining(" AND "));
    return bind(handle.createQuery("SELECT * FROM " + shape.table() + " WHERE " + where), row)
        .map(shape.reader())
        .findOne();
  }

  private void requireReferences(Handle handle, T row) {
    List<@Nullable Object> values = shape.values().apply(row);
    shape
        .references()
        .forEach(
            (column, table) -> {
              Object id = values.get(shape.columns().indexOf(column));
              if (id != null && !References.exists(handle, table, (long) id)) {
                throw RegistryException.notFound(column, id);
              }
            });
  }

  private T insert(Handle handle, T row) {
    String columns = String.join(", ", shape.columns());
    String values =
        shape.columns().stream().map(column -> ":" + column).collect(Collectors.joining(", "));
    String sql =
        "INSERT INTO %s (%s) VALUES (%s) RETURNING *".formatted(shape.table(), columns, values);
    return bind(handle.createQuery(sql), row).map(shape.reader()).one();
  }

  private T update(Handle handle, long id, T row) {
    String settings =
        shape.columns().stream()
            .map(column -> column + " = :" + column)
            .collect(Collectors.joining(", "));
    String sql = "UPDATE %s SET %s WHERE id = :id RETURNING *".formatted(shape.table(), settings);
    return bind(handle.createQuery(sql), row).bind("id", id).map(shape.reader()).one();
  }

  private <S extends SqlStatement<S>> S bind(S statement, T row) {
    List<@Nullable Object> values = shape.values().apply(row);
    for (int i = 0; i < values.size(); i++) {
      statement.bind(shape.columns().get(i), values.get(i));
    }
    return statement;
  }

  @Override
  public void remove(long id) {
    access.write(
        handle -> {
          T row = existing(handle, id);
          try {
            return handle.execute("DELETE FROM " + shape.table() + " WHERE id = ?", id);
          } catch (JdbiException e) {
            if (!References.violated(e)) {
              throw e;
            }
            throw new RegistryException(
                RegistryException.Code.IN_USE,
                "%s (%s) is still pointed at by others"
                    .formatted(shape.what(), Objects.toString(row)),
                e);
          }
        });
  }
}
