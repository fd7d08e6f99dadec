-- Who may come in and what they may see, and who did what. Times are microseconds since 1970-01-01Z.
-- Of passwords, sessions, tokens and codes only hashes are kept.

-- What was said of the whole at the first visit: name, kind (bureau, park, factory), zone.
CREATE TABLE installation (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
);

-- roles: words with commas between. everything: sees all points, else those of account_reach.
-- totp: the secret in Base32; totp_step: the last time step whose code was used.
CREATE TABLE account (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  login TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  roles TEXT NOT NULL,
  everything INTEGER NOT NULL CHECK (everything IN (0, 1)),
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  created BIGINT NOT NULL,
  password TEXT,
  totp TEXT,
  totp_step BIGINT NOT NULL DEFAULT 0,
  issuer TEXT,
  subject TEXT,
  UNIQUE (issuer, subject)
);

CREATE TABLE account_reach (
  account BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('enterprise', 'area', 'group')),
  place BIGINT NOT NULL,
  PRIMARY KEY (account, kind, place)
);

CREATE TABLE recovery_code (
  account BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  hash TEXT NOT NULL,
  PRIMARY KEY (account, hash)
);

-- What lets somebody in. kind: session (a browser), token (a program), reset (one new password).
-- rights: of a token, words with commas between; NULL: all that the account has.
CREATE TABLE login (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('session', 'token', 'reset')),
  hash TEXT NOT NULL UNIQUE,
  account BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  rights TEXT,
  made BIGINT NOT NULL,
  expires BIGINT NOT NULL,
  seen BIGINT NOT NULL,
  address TEXT NOT NULL
);
CREATE INDEX login_account ON login (account, kind);

-- Append only; hash is over the row and the hash before it, so a change of any row shows.
CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  at BIGINT NOT NULL,
  account BIGINT NOT NULL,
  who TEXT NOT NULL,
  address TEXT NOT NULL,
  action TEXT NOT NULL,
  target TEXT NOT NULL,
  outcome TEXT NOT NULL,
  was TEXT,
  became TEXT,
  hash TEXT NOT NULL
);
CREATE INDEX audit_at ON audit (at);
CREATE INDEX audit_who ON audit (who, id);
CREATE INDEX audit_action ON audit (action, id);
CREATE INDEX audit_target ON audit (target, id);
