-- What an archive of a million articles needs.

-- What bodies are packed with; a frame of zstd names its dictionary. One is
-- never changed and never dropped: old bodies are read with it.
CREATE TABLE dictionary (
  id      INTEGER PRIMARY KEY,
  made_at INTEGER NOT NULL,
  bytes   BLOB NOT NULL
) STRICT;

-- Words that stand in the index or once did, folded: what a misspelt word may
-- have meant, and the other forms of one.
CREATE TABLE term (
  term TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- Texts that say nearly the same share a band.
CREATE TABLE fingerprint (
  band       INTEGER NOT NULL,
  article_id INTEGER NOT NULL REFERENCES article (id),
  PRIMARY KEY (band, article_id)
) STRICT, WITHOUT ROWID;

ALTER TABLE article ADD COLUMN likeness INTEGER NOT NULL DEFAULT 0; -- to copy_of, percent: 100 for the very text
ALTER TABLE article ADD COLUMN images INTEGER NOT NULL DEFAULT 0;
ALTER TABLE article ADD COLUMN tagged INTEGER NOT NULL DEFAULT 0;   -- carries a tag

-- Pictures of a version, in their order; the bytes lie with the raw ones.
CREATE TABLE image (
  version_id INTEGER NOT NULL REFERENCES version (id),
  number     INTEGER NOT NULL,
  url        TEXT NOT NULL,
  alt        TEXT NOT NULL,
  caption    TEXT NOT NULL,
  hash       BLOB,          -- NULL where the picture was not fetched
  PRIMARY KEY (version_id, number)
) STRICT, WITHOUT ROWID;

-- Words of a version that a person marked. Where they stand is kept with the
-- words themselves and those around them, so that they are found again.
CREATE TABLE highlight (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  article_id INTEGER NOT NULL REFERENCES article (id),
  version_id INTEGER NOT NULL REFERENCES version (id),
  start      INTEGER NOT NULL,
  "end"      INTEGER NOT NULL,
  exact      TEXT NOT NULL,
  prefix     TEXT NOT NULL,
  suffix     TEXT NOT NULL,
  colour     TEXT NOT NULL DEFAULT '',
  note       TEXT NOT NULL DEFAULT '',
  made_at    INTEGER NOT NULL
) STRICT;

CREATE INDEX highlight_by_article ON highlight (article_id);

CREATE TABLE saved_search (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  name    TEXT NOT NULL,
  key     TEXT NOT NULL UNIQUE, -- case folded
  query   TEXT NOT NULL,        -- in the search language
  made_at INTEGER NOT NULL
) STRICT;

-- How many articles there are of each kind, counted as they come and go, so
-- that a million need not be counted to show a sidebar. Articles in the trash
-- count as "trash" alone.
CREATE TABLE tally (
  facet TEXT NOT NULL,  -- "all", "unread", "starred", "untagged", "trash", "source", "month", "language"
  key   ANY NOT NULL,   -- source's ID, month as 202510, language; 0 where there is only one
  n     INTEGER NOT NULL,
  PRIMARY KEY (facet, key)
) STRICT, WITHOUT ROWID;
