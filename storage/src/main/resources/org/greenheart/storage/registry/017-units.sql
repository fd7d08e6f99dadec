-- The unit that a person works for, as cases name it: what is given out to it, they see.
ALTER TABLE account ADD COLUMN unit TEXT NOT NULL DEFAULT '';
