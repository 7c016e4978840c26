-- What a page says of itself beyond title, authors and date.

-- Both are hashed into the entry, but where neither says anything: such an
-- entry is what it was before they were kept.
ALTER TABLE version ADD COLUMN page_type TEXT NOT NULL DEFAULT ''; -- '' where there was no page
ALTER TABLE version ADD COLUMN facts TEXT; -- JSON: updated, section, keywords, agencies, licence; NULL for none

ALTER TABLE image ADD COLUMN at INTEGER NOT NULL DEFAULT 0; -- where it stands: the offset of the block behind it
