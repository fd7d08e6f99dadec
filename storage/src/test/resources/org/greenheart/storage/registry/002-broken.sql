-- Fails half way: what it did before must not stay.
CREATE TABLE half_way (id INTEGER PRIMARY KEY);
INSERT INTO no_such_table (id) VALUES (1);
