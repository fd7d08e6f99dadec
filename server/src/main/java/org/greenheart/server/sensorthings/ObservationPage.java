// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.greenheart.storage.registry.Term;
import org.jspecify.annotations.Nullable;

/**
 * The observations of one page, read as they are asked for; close it. When all are read, {@link
 * #nextPlace} says where the next page begins. Not thread-safe.
 */
final class ObservationPage implements Iterator<ObservationRow>, AutoCloseable {
  private final RowSource source;
  private final Placing placing;
  private final Filter filter;
  private final Effort effort;
  private final int limit;
  private long skip;
  private int given;
  private @Nullable ObservationRow ready;
  private @Nullable ObservationRow lastSeen;
  private @Nullable ObservationRow lastGiven;
  private Optional<List<Term.Constant>> nextPlace = Optional.empty();
  private boolean ended;

  /** Whether a row is wanted. */
  interface Filter {
    boolean wants(ObservationRow row);
  }

  /** A row's place as the values of a page token. */
  interface Placing {
    List<Term.Constant> place(ObservationRow row);
  }

  ObservationPage(
      RowSource source, Filter filter, Placing placing, Effort effort, long skip, int limit) {
    this.source = source;
    this.filter = filter;
    this.placing = placing;
    this.effort = effort;
    this.skip = skip;
    this.limit = limit;
    this.ended = limit == 0;
  }

  @Override
  public boolean hasNext() {
    while (ready == null && !ended) {
      advance();
    }
    return ready != null;
  }

  private void advance() {
    ObservationRow row = source.next();
    if (row == null) {
      ended = true;
      return;
    }
    if (!effort.spend()) {
      if (skip > 0) {
        throw RequestException.bad(
            "too-much-work",
            "$skip leads over too many observations: follow @iot.nextLink instead");
      }
      end(lastSeen);
      return;
    }
    lastSeen = row;
    if (!filter.wants(row)) {
      return;
    }
    if (skip > 0) {
      skip--;
    } else if (given == limit) {
      // There is one more than the page holds.
      end(lastGiven);
    } else {
      ready = row;
    }
  }

  private void end(@Nullable ObservationRow at) {
    nextPlace = Optional.ofNullable(at).map(placing::place);
    ended = true;
  }

  @Override
  public ObservationRow next() {
    if (!hasNext() || ready == null) {
      throw new NoSuchElementException("the page has ended");
    }
    ObservationRow row = ready;
    ready = null;
    lastGiven = row;
    given++;
    return row;
  }

  /** Where the next page begins; empty when this one is the last. Known when all rows are read. */
  Optional<List<Term.Constant>> nextPlace() {
    return nextPlace;
  }

  /** Where the row given last stands. */
  List<Term.Constant> placeOfLast() {
    if (lastGiven == null) {
      throw new IllegalStateException("no row was given");
    }
    return placing.place(lastGiven);
  }

  @Override
  public void close() {
    source.close();
  }
}
