package db

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"parallax/article"
)

// A picture is an image ready to be written.
type picture struct {
	article.Image
	number int // from 1
	hash   []byte
	size   int
	codec  int
	packed []byte // nil without bytes
}

// preparePictures packs the images of an article. Those whose bytes are not
// there, or too large to be kept, are known by their addresses alone: they are
// returned apart and are kept with the marks of the text, where they take a third
// of the room.
func preparePictures(images []article.Image) (out []picture, bare []article.Image) {
	for i, x := range images {
		p := picture{Image: x, number: i + 1}
		p.Bytes = nil // not needed again
		for _, s := range []*string{&p.URL, &p.Alt, &p.Caption} {
			*s = cleanText(*s)
		}
		if x.Bytes != nil && len(x.Bytes) <= limitStored {
			sum := sha256.Sum256(x.Bytes)
			p.hash, p.size = sum[:], len(x.Bytes)
			p.codec, p.packed = packPicture(x.Bytes)
		} else if b, err := hex.DecodeString(x.Hash); err == nil && len(b) == sha256.Size {
			p.hash = b
		} else {
			p.Hash = ""
			bare = append(bare, p.Image)
			continue
		}
		out = append(out, p)
	}
	return out, bare
}

// packPicture packs bytes where that makes them smaller by a tenth at least.
// Photographs are packed already, and are read faster as they are.
func packPicture(b []byte) (codec int, packed []byte) {
	codec, packed = pack(b)
	if len(packed) > len(b)/10*9 {
		return plain, b
	}
	return codec, packed
}

// pictures keeps the images of the newest version of an article. One that
// comes with the hash of bytes that are not here has none.
func (s *saver) pictures(id article.ID, e *entry) error {
	for _, p := range e.pictures {
		if p.packed != nil {
			_, err := s.exec(`
				INSERT INTO raw (hash, size, codec, bytes) VALUES (?, ?, ?, ?)
				ON CONFLICT DO NOTHING`, p.hash, p.size, p.codec, nonNil(p.packed))
			if err != nil {
				return err
			}
		}
		_, err := s.exec(`
			INSERT INTO image (version_id, number, url, alt, caption, at, hash)
			VALUES (?, ?, ?, ?, ?, ?, (SELECT hash FROM raw WHERE hash = ?))`, s.version, p.number, p.URL, p.Alt, p.Caption, p.At, nullBytes(p.hash))
		if err != nil {
			return err
		}
	}
	_, err := s.exec(`UPDATE article SET images = ?2 WHERE id = ?1 AND images <> ?2`, id, e.images)
	return err
}

// imagesOf lists the pictures of versions.
const imagesOf = `
	SELECT version_id, number, url, alt, caption, at, hash
	FROM image
	WHERE version_id IN (SELECT value FROM json_each(?))
	ORDER BY version_id, number`

// picture puts the pictures of the versions that articles are among those that
// are known by their addresses, without bytes.
func (d *DB) picture(ctx context.Context, at map[article.ID]article.Article) error {
	of := make(map[article.VersionID]article.ID, len(at))
	versions := make([]article.VersionID, 0, len(at))
	for id, a := range at {
		of[a.VersionID] = id
		versions = append(versions, a.VersionID)
	}
	return d.read(ctx, imagesOf, []any{list(versions)}, func(scan func(...any) error) error {
		var version article.VersionID
		var x article.Image
		var hash []byte
		var number int
		err := scan(&version, &number, &x.URL, &x.Alt, &x.Caption, &x.At, &hash)
		x.Hash = hex.EncodeToString(hash)
		a := at[of[version]]
		a.Images = slices.Insert(a.Images, max(min(number-1, len(a.Images)), 0), x)
		at[of[version]] = a
		return err
	})
}
