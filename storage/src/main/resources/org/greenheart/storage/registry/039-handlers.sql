-- To whom an alarm or a part of a case was given, as the account that it is; titles of cases in both languages.

-- NULL for a unit, and for whom the city has no account: then the name beside it is all there is.
ALTER TABLE alarm ADD COLUMN assigned_account BIGINT;
ALTER TABLE case_piece ADD COLUMN account BIGINT;
CREATE INDEX case_piece_account ON case_piece (account) WHERE account IS NOT NULL;

-- What is due is looked for lane by lane.
DROP INDEX notice_delivery_due;
CREATE INDEX notice_delivery_due ON notice_delivery (state, recipient, channel, due) WHERE state IN ('waiting', 'digest');

-- What a rule opens has its title in both languages; NULL where one is all there is.
ALTER TABLE case_file ADD COLUMN title_en TEXT;
