package db

import (
	"bytes"
	"context"
	"runtime"
	"sync"

	"github.com/klauspost/compress/zstd"

	"parallax/article"
)

// retrain makes a dictionary of what the archive holds now, if it packs better
// than the newest there is.
func (d *DB) retrain(ctx context.Context) error {
	versions, _, err := d.packer.look(ctx, d)
	if err != nil || versions == 0 {
		return err
	}
	return d.makeDictionary(ctx, versions)
}

// repackPage is how many bodies one transaction of repack looks at.
const repackPage = 500

// repack packs the bodies of the next versions behind after anew, with the
// newest dictionary and more work than Save takes, and keeps what is smaller by
// a thirtieth at least. Each is unpacked again and compared before. It returns
// the last version it looked at, 0 where there was none left, and how many
// bytes it saved. A body that is damaged is left as it is.
func (d *DB) repack(ctx context.Context, after article.VersionID) (last article.VersionID, saved int64, err error) {
	if _, _, err := d.packer.look(ctx, d); err != nil {
		return 0, 0, err
	}
	tight, err := d.packer.tight()
	if err != nil {
		return 0, 0, err
	}
	err = d.update(ctx, func(t *tx) error {
		var page []repacked
		err := t.all(`SELECT version_id, codec, text, marks FROM body WHERE version_id > ? ORDER BY version_id LIMIT ?`, []any{after, repackPage},
			func(scan func(...any) error) error {
				var x repacked
				err := scan(&x.version, &x.codec, &x.text, &x.marks)
				page = append(page, x)
				return err
			})
		if err != nil || len(page) == 0 {
			return err
		}
		last = page[len(page)-1].version
		var wg sync.WaitGroup
		workers := runtime.GOMAXPROCS(0)
		for w := range workers {
			wg.Go(func() {
				for i := w; i < len(page) && ctx.Err() == nil; i += workers {
					page[i].pack(ctx, d.packer, tight)
				}
			})
		}
		wg.Wait()
		for _, x := range page {
			if err := ctx.Err(); err != nil {
				return err
			}
			if x.saved == 0 {
				continue
			}
			saved += int64(x.saved)
			_, err := t.exec(`UPDATE body SET codec = ?, text = ?, marks = ? WHERE version_id = ?`, zippedWith, x.text, x.marks, x.version)
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return 0, 0, err
	}
	return last, saved, nil
}

// tight returns an encoder that takes its time: texts become a fifteenth
// smaller than as Save packs them, at three times the work.
func (p *packer) tight() (*zstd.Encoder, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return encoderWith(p.known[p.newest], zstd.SpeedBetterCompression)
}

// A repacked is a body on its way through repack.
type repacked struct {
	version     article.VersionID
	codec       int
	text, marks []byte
	saved       int // bytes, 0 where it stays as it is
}

func (x *repacked) pack(ctx context.Context, p *packer, tight *zstd.Encoder) {
	plain, err := p.unpack(ctx, x.codec, x.text)
	if err != nil {
		return
	}
	m, err := p.unpackMarks(ctx, x.codec, x.marks, string(plain))
	if err != nil {
		return
	}
	text, marks := tight.EncodeAll(plain, nil), p.packMarks(m, string(plain))
	before := len(x.text) + len(x.marks)
	saved := before - len(text) - len(marks)
	if saved < max(before/30, 1) {
		return
	}
	if again, err := p.unpack(ctx, zippedWith, text); err != nil || !bytes.Equal(again, plain) {
		return
	}
	x.codec, x.text, x.marks, x.saved = zippedWith, text, marks, saved
}
