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

-- Texts that say nearly the same share a band. Of an article that is gone one
-- may be left; it finds nothing.
CREATE TABLE fingerprint (
  band       INTEGER NOT NULL,
  article_id INTEGER NOT NULL,
  PRIMARY KEY (band, article_id)
) STRICT, WITHOUT ROWID;

-- What only the newest version says stands with that version alone.
ALTER TABLE article DROP COLUMN url;
ALTER TABLE article DROP COLUMN canonical_url;
ALTER TABLE article DROP COLUMN imported_from;
ALTER TABLE article DROP COLUMN text_hash;
ALTER TABLE article ADD COLUMN likeness INTEGER NOT NULL DEFAULT 0; -- to copy_of, percent: 100 for the very text
UPDATE article SET likeness = 100 WHERE copy_of IS NOT NULL;
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

CREATE INDEX image_by_hash ON image (hash) WHERE hash IS NOT NULL;

-- What is left of a version that was deleted for good, so that the chain holds.
CREATE TABLE tombstone (
  version_id INTEGER PRIMARY KEY,
  prev       BLOB NOT NULL,
  entry      BLOB NOT NULL,
  deleted_at INTEGER NOT NULL
) STRICT;

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
-- count as "trash" alone. What comes in is counted by the program, a batch at
-- a time; what is changed, by the triggers below. They look keys up with a plus
-- before them: a number of a type is not looked up in a column of any.
CREATE TABLE tally (
  facet TEXT NOT NULL,  -- "all", "unread", "starred", "untagged", "trash", "source", "month", "language", "tag", "path"
  key   ANY NOT NULL,   -- source's or tag's ID, month as 202510, language, path as in tag_path; 0 where there is only one
  n     INTEGER NOT NULL,
  PRIMARY KEY (facet, key)
) STRICT, WITHOUT ROWID;

INSERT INTO tally (facet, key, n) VALUES ('all', 0, 0), ('unread', 0, 0), ('starred', 0, 0), ('untagged', 0, 0), ('trash', 0, 0);

-- What a tag lies in: for a/b/c that is a, a/b and a/b/c. A path is the
-- beginning of the hash of its key: there may be thousands, of thousands of
-- characters.
CREATE TABLE tag_path (
  tag_id INTEGER NOT NULL REFERENCES tag (id),
  path   INTEGER NOT NULL,
  PRIMARY KEY (tag_id, path)
) STRICT, WITHOUT ROWID;

CREATE INDEX tag_by_path ON tag_path (path, tag_id);

-- Wide enough that a list by date is narrowed by source, day and language
-- without the articles themselves, and that these are looked up for what words
-- find without their rows, which are twenty times as long.
DROP INDEX article_by_date;
CREATE INDEX article_by_date ON article (sort_at, id, source_id, day, language, deleted_at) WHERE deleted_at IS NULL;
CREATE INDEX article_facts ON article (id, sort_at, captured_at, source_id, day, language, deleted_at) WHERE deleted_at IS NULL;

CREATE INDEX article_untagged ON article (sort_at, id) WHERE deleted_at IS NULL AND tagged = 0;
CREATE INDEX article_residue ON article (sort_at, id) WHERE deleted_at IS NULL AND residue <> '';
CREATE INDEX article_images ON article (sort_at, id) WHERE deleted_at IS NULL AND images > 0;

CREATE TRIGGER article_restored AFTER UPDATE OF deleted_at ON article
WHEN OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL BEGIN
  UPDATE tally SET n = n - 1 WHERE facet = 'trash' AND key = 0;
  UPDATE tally SET n = n + 1 WHERE facet = 'all' AND key = 0;
  UPDATE tally SET n = n + 1 WHERE facet = 'unread' AND key = 0 AND NEW.read_at IS NULL;
  UPDATE tally SET n = n + NEW.starred WHERE facet = 'starred' AND key = 0;
  UPDATE tally SET n = n + 1 WHERE facet = 'untagged' AND key = 0 AND NEW.tagged = 0;
  INSERT INTO tally (facet, key, n) VALUES ('source', NEW.source_id, 1) ON CONFLICT DO UPDATE SET n = n + 1;
  INSERT INTO tally (facet, key, n) VALUES ('language', NEW.language, 1) ON CONFLICT DO UPDATE SET n = n + 1;
  INSERT INTO tally (facet, key, n) SELECT 'month', NEW.day / 100, 1 WHERE NEW.day / 100 % 100 > 0 ON CONFLICT DO UPDATE SET n = n + 1;
  UPDATE tally SET n = n + 1 WHERE facet = 'tag' AND key IN (SELECT +tag_id FROM article_tag WHERE article_id = NEW.id);
  UPDATE tally SET n = n + 1
  WHERE facet = 'path' AND key IN (SELECT +p.path FROM article_tag x CROSS JOIN tag_path p ON p.tag_id = x.tag_id WHERE x.article_id = NEW.id);
END;

CREATE TRIGGER article_trashed AFTER UPDATE OF deleted_at ON article
WHEN OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL BEGIN
  UPDATE tally SET n = n + 1 WHERE facet = 'trash' AND key = 0;
  UPDATE tally SET n = n - 1 WHERE facet = 'all' AND key = 0;
  UPDATE tally SET n = n - 1 WHERE facet = 'unread' AND key = 0 AND OLD.read_at IS NULL;
  UPDATE tally SET n = n - OLD.starred WHERE facet = 'starred' AND key = 0;
  UPDATE tally SET n = n - 1 WHERE facet = 'untagged' AND key = 0 AND OLD.tagged = 0;
  UPDATE tally SET n = n - 1 WHERE facet = 'source' AND key = +OLD.source_id;
  UPDATE tally SET n = n - 1 WHERE facet = 'language' AND key = OLD.language;
  UPDATE tally SET n = n - 1 WHERE facet = 'month' AND key = OLD.day / 100;
  UPDATE tally SET n = n - 1 WHERE facet = 'tag' AND key IN (SELECT +tag_id FROM article_tag WHERE article_id = OLD.id);
  UPDATE tally SET n = n - 1
  WHERE facet = 'path' AND key IN (SELECT +p.path FROM article_tag x CROSS JOIN tag_path p ON p.tag_id = x.tag_id WHERE x.article_id = OLD.id);
END;

CREATE TRIGGER article_read AFTER UPDATE OF read_at ON article
WHEN OLD.deleted_at IS NULL AND NEW.deleted_at IS NULL AND (OLD.read_at IS NULL) <> (NEW.read_at IS NULL) BEGIN
  UPDATE tally SET n = n + iif(NEW.read_at IS NULL, 1, -1) WHERE facet = 'unread' AND key = 0;
END;

CREATE TRIGGER article_star AFTER UPDATE OF starred ON article
WHEN OLD.deleted_at IS NULL AND NEW.deleted_at IS NULL AND OLD.starred <> NEW.starred BEGIN
  UPDATE tally SET n = n + NEW.starred - OLD.starred WHERE facet = 'starred' AND key = 0;
END;

CREATE TRIGGER article_tagged AFTER UPDATE OF tagged ON article
WHEN OLD.deleted_at IS NULL AND NEW.deleted_at IS NULL AND OLD.tagged <> NEW.tagged BEGIN
  UPDATE tally SET n = n + OLD.tagged - NEW.tagged WHERE facet = 'untagged' AND key = 0;
END;

CREATE TRIGGER article_sourced AFTER UPDATE OF source_id ON article
WHEN OLD.deleted_at IS NULL AND NEW.deleted_at IS NULL AND OLD.source_id <> NEW.source_id BEGIN
  UPDATE tally SET n = n - 1 WHERE facet = 'source' AND key = +OLD.source_id;
  INSERT INTO tally (facet, key, n) VALUES ('source', NEW.source_id, 1) ON CONFLICT DO UPDATE SET n = n + 1;
END;

CREATE TRIGGER article_dated AFTER UPDATE OF day ON article
WHEN OLD.deleted_at IS NULL AND NEW.deleted_at IS NULL AND OLD.day / 100 IS NOT NEW.day / 100 BEGIN
  UPDATE tally SET n = n - 1 WHERE facet = 'month' AND key = OLD.day / 100;
  INSERT INTO tally (facet, key, n) SELECT 'month', NEW.day / 100, 1 WHERE NEW.day / 100 % 100 > 0 ON CONFLICT DO UPDATE SET n = n + 1;
END;

CREATE TRIGGER article_in_language AFTER UPDATE OF language ON article
WHEN OLD.deleted_at IS NULL AND NEW.deleted_at IS NULL AND OLD.language <> NEW.language BEGIN
  UPDATE tally SET n = n - 1 WHERE facet = 'language' AND key = OLD.language;
  INSERT INTO tally (facet, key, n) VALUES ('language', NEW.language, 1) ON CONFLICT DO UPDATE SET n = n + 1;
END;

CREATE TRIGGER tag_made AFTER INSERT ON tag BEGIN
  INSERT INTO tally (facet, key, n) VALUES ('tag', NEW.id, 0);
END;

CREATE TRIGGER tag_placed AFTER INSERT ON tag_path BEGIN
  INSERT INTO tally (facet, key, n) VALUES ('path', NEW.path, 0) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER tag_moved AFTER DELETE ON tag_path
WHEN NOT EXISTS (SELECT 1 FROM tag_path p WHERE p.path = OLD.path) BEGIN
  DELETE FROM tally WHERE facet = 'path' AND key = +OLD.path;
END;

CREATE TRIGGER tag_dropped BEFORE DELETE ON tag BEGIN
  DELETE FROM tag_path WHERE tag_id = OLD.id;
  DELETE FROM tally WHERE facet = 'tag' AND key = +OLD.id;
END;

-- An article counts once in a path, whatever tags in it it carries. Others are
-- looked for among the article's own, or where it carries very many, among
-- those of the path.
CREATE TRIGGER tag_put AFTER INSERT ON article_tag BEGIN
  UPDATE article SET tagged = 1 WHERE id = NEW.article_id AND tagged = 0;
  UPDATE tally SET n = n + 1
  WHERE facet = 'tag' AND key = +NEW.tag_id AND EXISTS (SELECT 1 FROM article a WHERE a.id = NEW.article_id AND a.deleted_at IS NULL);
  UPDATE tally SET n = n + 1
  WHERE facet = 'path' AND EXISTS (SELECT 1 FROM article a WHERE a.id = NEW.article_id AND a.deleted_at IS NULL) AND key IN (
    SELECT +p.path
    FROM tag_path p
    WHERE p.tag_id = NEW.tag_id AND NOT CASE
      WHEN (SELECT count(*) FROM (SELECT 1 FROM article_tag x WHERE x.article_id = NEW.article_id LIMIT 50)) < 50
      THEN EXISTS (
        SELECT 1
        FROM article_tag x CROSS JOIN tag_path q ON q.tag_id = x.tag_id AND q.path = p.path
        WHERE x.article_id = NEW.article_id AND x.tag_id <> NEW.tag_id)
      ELSE EXISTS (
        SELECT 1
        FROM tag_path q INDEXED BY tag_by_path CROSS JOIN article_tag x ON x.article_id = NEW.article_id AND x.tag_id = q.tag_id
        WHERE q.path = p.path AND q.tag_id <> NEW.tag_id)
      END);
END;

CREATE TRIGGER tag_taken AFTER DELETE ON article_tag BEGIN
  UPDATE article SET tagged = 0
  WHERE id = OLD.article_id AND NOT EXISTS (SELECT 1 FROM article_tag x WHERE x.article_id = OLD.article_id);
  UPDATE tally SET n = n - 1
  WHERE facet = 'tag' AND key = +OLD.tag_id AND EXISTS (SELECT 1 FROM article a WHERE a.id = OLD.article_id AND a.deleted_at IS NULL);
  UPDATE tally SET n = n - 1
  WHERE facet = 'path' AND EXISTS (SELECT 1 FROM article a WHERE a.id = OLD.article_id AND a.deleted_at IS NULL) AND key IN (
    SELECT +p.path
    FROM tag_path p
    WHERE p.tag_id = OLD.tag_id AND NOT CASE
      WHEN (SELECT count(*) FROM (SELECT 1 FROM article_tag x WHERE x.article_id = OLD.article_id LIMIT 50)) < 50
      THEN EXISTS (
        SELECT 1
        FROM article_tag x CROSS JOIN tag_path q ON q.tag_id = x.tag_id AND q.path = p.path
        WHERE x.article_id = OLD.article_id)
      ELSE EXISTS (
        SELECT 1
        FROM tag_path q INDEXED BY tag_by_path CROSS JOIN article_tag x ON x.article_id = OLD.article_id AND x.tag_id = q.tag_id
        WHERE q.path = p.path)
      END);
END;

-- What stories are grouped by: the telling words of the newest version of an
-- article, in the form of the engine that "stories" in about names, which also
-- names the last version that was read.
CREATE TABLE story_vector (
  article_id INTEGER PRIMARY KEY REFERENCES article (id),
  bytes      BLOB NOT NULL
) STRICT;

-- Articles that are to be grouped.
CREATE TABLE story_waiting (
  article_id INTEGER PRIMARY KEY REFERENCES article (id),
  sort_at    INTEGER NOT NULL
) STRICT;

ALTER TABLE story ADD COLUMN titled INTEGER NOT NULL DEFAULT 0;   -- by hand: grouping leaves the title alone
ALTER TABLE story ADD COLUMN articles INTEGER NOT NULL DEFAULT 0; -- that are not in the trash
ALTER TABLE story ADD COLUMN newest INTEGER NOT NULL DEFAULT 0;   -- sort_at of the newest of them
ALTER TABLE story_member ADD COLUMN sort_at INTEGER;              -- the article's, NULL in the trash

DELETE FROM reading WHERE kind = 'story';
UPDATE story_member SET sort_at = (SELECT a.sort_at FROM article a WHERE a.id = story_member.article_id AND a.deleted_at IS NULL);
DROP INDEX story_member_by_story;
CREATE INDEX story_member_by_story ON story_member (story_id, sort_at, article_id);
UPDATE story SET
  articles = (SELECT count(m.sort_at) FROM story_member m WHERE m.story_id = story.id),
  newest = coalesce((SELECT max(m.sort_at) FROM story_member m WHERE m.story_id = story.id), 0);
CREATE INDEX story_by_date ON story (newest, id) WHERE articles > 1;
CREATE INDEX story_single ON story (newest, id) WHERE articles = 1;

CREATE TRIGGER story_joined AFTER INSERT ON story_member BEGIN
  UPDATE story_member SET sort_at = (SELECT a.sort_at FROM article a WHERE a.id = NEW.article_id AND a.deleted_at IS NULL)
  WHERE article_id = NEW.article_id;
END;

CREATE TRIGGER story_moved AFTER UPDATE OF story_id, sort_at ON story_member BEGIN
  UPDATE story
  SET articles = articles - 1, newest = coalesce((SELECT max(m.sort_at) FROM story_member m WHERE m.story_id = OLD.story_id), 0)
  WHERE id = OLD.story_id AND OLD.sort_at IS NOT NULL;
  UPDATE story
  SET articles = articles + 1, newest = coalesce((SELECT max(m.sort_at) FROM story_member m WHERE m.story_id = NEW.story_id), 0)
  WHERE id = NEW.story_id AND NEW.sort_at IS NOT NULL;
END;

CREATE TRIGGER story_left AFTER DELETE ON story_member
WHEN OLD.sort_at IS NOT NULL BEGIN
  UPDATE story
  SET articles = articles - 1, newest = coalesce((SELECT max(m.sort_at) FROM story_member m WHERE m.story_id = OLD.story_id), 0)
  WHERE id = OLD.story_id;
END;

-- "stories" in tally are those of two articles or more.
INSERT INTO tally (facet, key, n) SELECT 'stories', 0, count(*) FROM story WHERE articles > 1;

CREATE TRIGGER story_counted AFTER UPDATE OF articles ON story
WHEN (OLD.articles > 1) <> (NEW.articles > 1) BEGIN
  UPDATE tally SET n = n + (NEW.articles > 1) - (OLD.articles > 1) WHERE facet = 'stories' AND key = 0;
END;

CREATE TRIGGER story_dropped AFTER DELETE ON story
WHEN OLD.articles > 1 BEGIN
  UPDATE tally SET n = n - 1 WHERE facet = 'stories' AND key = 0;
END;

CREATE TRIGGER article_of_story AFTER UPDATE OF sort_at, deleted_at ON article
WHEN OLD.sort_at <> NEW.sort_at OR (OLD.deleted_at IS NULL) <> (NEW.deleted_at IS NULL) BEGIN
  UPDATE story_member SET sort_at = iif(NEW.deleted_at IS NULL, NEW.sort_at, NULL) WHERE article_id = NEW.id;
  INSERT INTO story_waiting (article_id, sort_at) SELECT NEW.id, NEW.sort_at WHERE NEW.deleted_at IS NULL
  ON CONFLICT DO UPDATE SET sort_at = excluded.sort_at;
END;

-- The same as before, with the body first: FTS5 writes the column's number
-- with all words but those of the first, which is a fifth of the index. It is
-- filled again after these statements.
DROP TABLE search;

CREATE VIRTUAL TABLE search USING fts5 (
  body, lead, title, meta,
  content = '', contentless_delete = 1,
  tokenize = "unicode61 remove_diacritics 2"
);
