-- What the archive says about itself.
CREATE TABLE about (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE source (
  id   INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,        -- as first spelled, '' is "not named"
  key  TEXT NOT NULL UNIQUE, -- case folded, what lists sort by
  host TEXT NOT NULL DEFAULT ''
) STRICT;

-- "Not named" sorts last.
INSERT INTO source (id, name, key) VALUES (1, '', char(0x10ffff));

-- One row an article, as lists show it: what its newest version says, and over
-- it what was set by hand. Bodies are elsewhere.
CREATE TABLE article (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT, -- an ID is never reused: exports cite it
  version_id          INTEGER NOT NULL UNIQUE,           -- the newest
  number              INTEGER NOT NULL,                  -- of the newest version
  url                 TEXT NOT NULL DEFAULT '',
  canonical_url       TEXT NOT NULL DEFAULT '',
  url_key             TEXT UNIQUE,                       -- NULL where there is no address
  host                TEXT NOT NULL DEFAULT '',
  source_id           INTEGER NOT NULL DEFAULT 1 REFERENCES source (id),
  title               TEXT NOT NULL DEFAULT '',
  authors             TEXT NOT NULL DEFAULT '[]',        -- JSON
  language            TEXT NOT NULL DEFAULT '',
  published_at        INTEGER,
  published_offset    INTEGER NOT NULL DEFAULT 0,        -- seconds east of UTC
  published_precision TEXT NOT NULL DEFAULT '',
  published_raw       TEXT NOT NULL DEFAULT '',
  day                 INTEGER,                           -- the publisher's: 20251027, 20251000, 20250000
  captured_at         INTEGER NOT NULL,
  sort_at             INTEGER NOT NULL,                  -- published, or captured where that is unknown
  imported_from       TEXT NOT NULL DEFAULT '',
  words               INTEGER NOT NULL DEFAULT 0,
  simplified          INTEGER NOT NULL DEFAULT 0,
  residue             TEXT NOT NULL DEFAULT '',          -- kinds, space between
  opening             TEXT NOT NULL DEFAULT '',
  text_hash           BLOB NOT NULL,                     -- of title and text as found
  shown_hash          BLOB,                              -- of title and text as shown, where they differ
  body_key            INTEGER NOT NULL,                  -- of the text alone, to find copies
  starred             INTEGER NOT NULL DEFAULT 0,
  read_at             INTEGER,
  deleted_at          INTEGER,
  copy_of             INTEGER
) STRICT;

CREATE INDEX article_by_date ON article (sort_at, id) WHERE deleted_at IS NULL;
CREATE INDEX article_by_capture ON article (captured_at, id) WHERE deleted_at IS NULL;
CREATE INDEX article_by_source ON article (source_id, sort_at, id) WHERE deleted_at IS NULL;
CREATE INDEX article_by_day ON article (day) WHERE deleted_at IS NULL;
CREATE INDEX article_by_body ON article (body_key);
CREATE INDEX article_unread ON article (sort_at, id) WHERE deleted_at IS NULL AND read_at IS NULL;
CREATE INDEX article_starred ON article (sort_at, id) WHERE deleted_at IS NULL AND starred = 1;
CREATE INDEX article_copies ON article (sort_at, id) WHERE deleted_at IS NULL AND copy_of IS NOT NULL;
CREATE INDEX article_trash ON article (sort_at, id) WHERE deleted_at IS NOT NULL;

-- What was captured, and nothing else: rows are added and never changed.
CREATE TABLE version (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  article_id          INTEGER NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
  number              INTEGER NOT NULL,
  captured_at         INTEGER NOT NULL,
  how                 TEXT NOT NULL,
  imported_from       TEXT NOT NULL,
  url                 TEXT NOT NULL,
  canonical_url       TEXT NOT NULL,
  title               TEXT NOT NULL,
  source              TEXT NOT NULL,
  authors             TEXT NOT NULL, -- JSON
  language            TEXT NOT NULL,
  published_at        INTEGER,
  published_offset    INTEGER NOT NULL,
  published_precision TEXT NOT NULL,
  published_raw       TEXT NOT NULL,
  words               INTEGER NOT NULL,
  simplified          INTEGER NOT NULL,
  text_hash           BLOB NOT NULL,
  raw_hash            BLOB,          -- NULL where there were no bytes
  prev                BLOB NOT NULL, -- entry of the version before it in the archive
  entry               BLOB NOT NULL, -- hash over prev and the columns above
  UNIQUE (article_id, number)
) STRICT;

CREATE INDEX version_by_raw ON version (raw_hash) WHERE raw_hash IS NOT NULL;

CREATE TABLE body (
  version_id INTEGER PRIMARY KEY REFERENCES version (id),
  codec      INTEGER NOT NULL, -- 0 plain, 1 zstd
  text       BLOB NOT NULL,
  marks      BLOB NOT NULL     -- JSON: blocks, residue, upstream, where fields were found
) STRICT;

CREATE TABLE raw (
  id    INTEGER PRIMARY KEY,
  hash  BLOB NOT NULL UNIQUE,
  size  INTEGER NOT NULL,
  codec INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE by_hand (
  article_id INTEGER NOT NULL REFERENCES article (id),
  field      TEXT NOT NULL,
  value      TEXT NOT NULL,
  PRIMARY KEY (article_id, field)
) STRICT, WITHOUT ROWID;

CREATE TABLE tag (
  id     INTEGER PRIMARY KEY AUTOINCREMENT,
  name   TEXT NOT NULL,        -- as spelled, a/b is b within a
  key    TEXT NOT NULL UNIQUE, -- case folded
  colour TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE article_tag (
  article_id INTEGER NOT NULL REFERENCES article (id),
  tag_id     INTEGER NOT NULL REFERENCES tag (id),
  PRIMARY KEY (article_id, tag_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX article_by_tag ON article_tag (tag_id, article_id);

CREATE TABLE note (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  article_id INTEGER NOT NULL REFERENCES article (id),
  text       TEXT NOT NULL,
  written_at INTEGER NOT NULL
) STRICT;

CREATE INDEX note_by_article ON note (article_id);

CREATE TABLE story (
  id    INTEGER PRIMARY KEY AUTOINCREMENT,
  title TEXT NOT NULL
) STRICT;

CREATE TABLE story_member (
  article_id INTEGER PRIMARY KEY REFERENCES article (id),
  story_id   INTEGER NOT NULL REFERENCES story (id),
  by_hand    INTEGER NOT NULL DEFAULT 0 -- grouping leaves it alone
) STRICT;

CREATE INDEX story_member_by_story ON story_member (story_id, article_id);

-- What an engine found in a version, in the engine's own form.
CREATE TABLE reading (
  version_id INTEGER NOT NULL REFERENCES version (id),
  kind       TEXT NOT NULL,
  engine     TEXT NOT NULL,
  bytes      BLOB NOT NULL,
  PRIMARY KEY (version_id, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE decision (
  id   INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  a    TEXT NOT NULL, -- JSON of an anchor
  b    TEXT NOT NULL,
  made_at INTEGER NOT NULL
) STRICT;

-- What was done to the archive as a whole: imports, above all.
CREATE TABLE ledger (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  what    TEXT NOT NULL,
  done_at INTEGER NOT NULL,
  details TEXT NOT NULL -- JSON
) STRICT;

-- Prepared text: folded, scripts without spaces in pairs. No content is kept,
-- because the bodies are; rowid is the article's.
CREATE VIRTUAL TABLE search USING fts5 (
  title, lead, body, meta,
  content = '', contentless_delete = 1,
  tokenize = "unicode61 remove_diacritics 2"
);
