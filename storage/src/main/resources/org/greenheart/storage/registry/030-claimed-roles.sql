-- Whether an account's roles were last named by the provider that it comes in from: such roles end when it names none any more.
ALTER TABLE account ADD COLUMN claimed INTEGER NOT NULL DEFAULT 0;
