-- What a person has ordered to be judged again. Times are microseconds since 1970-01-01Z; from_time and
-- to_time are the data's. rule NULL: all rules. things: ids with commas between; NULL: all points. done: how
-- many of the points, in the order of their ids, have been judged; past_thing is the last of them.
CREATE TABLE rejudgement (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  rule TEXT,
  things TEXT,
  from_time BIGINT NOT NULL,
  to_time BIGINT NOT NULL,
  author TEXT NOT NULL,
  reason TEXT NOT NULL,
  ordered BIGINT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'done', 'cancelled')),
  ended BIGINT,
  past_thing BIGINT NOT NULL,
  done BIGINT NOT NULL,
  raised BIGINT NOT NULL,
  changed BIGINT NOT NULL,
  withdrawn BIGINT NOT NULL,
  merged BIGINT NOT NULL
);
