-- Whose run it is: the user of an API key; null for whoever sits at the machine.
ALTER TABLE runs ADD COLUMN user TEXT;
CREATE INDEX runs_by_user ON runs (user, number) WHERE user IS NOT NULL;
