package db

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync"

	"github.com/klauspost/compress/zstd"

	"parallax/article"
)

// A packer packs and unpacks bodies. It knows the dictionaries of the file and
// looks for new ones, which another program may have made, when it meets a
// body that names one it does not know.
type packer struct {
	path, mode string // of the file, "" before there can be a dictionary

	mu      sync.Mutex
	known   map[uint32][]byte
	newest  uint32        // 0 if there is none
	decoder *zstd.Decoder // with every dictionary that is known
	encoder *zstd.Encoder // with the newest
}

// pack returns b as bodies are kept.
func (p *packer) pack(b []byte) []byte {
	p.mu.Lock()
	e := p.encoder
	p.mu.Unlock()
	if e == nil {
		e = zstdEncoder()
	}
	return e.EncodeAll(b, nil)
}

// packMarks returns the marks of a text as they are kept. Most are a few bytes,
// of which packing would make more.
func (p *packer) packMarks(m marks, text string) []byte {
	b := m.pack(text)
	if len(b) < 100 {
		return b
	}
	if z := p.pack(b); len(z) < len(b) {
		return z
	}
	return b
}

// unpack returns what was packed. It returns [article.ErrDamaged] for what was
// not packed by this program or cannot be unpacked.
func (p *packer) unpack(ctx context.Context, codec int, packed []byte) ([]byte, error) {
	if codec != zippedWith {
		return unpack(codec, packed)
	}
	var h zstd.Header
	if err := h.Decode(packed); err != nil {
		return nil, fmt.Errorf("%w: %v", article.ErrDamaged, err)
	}
	if h.DictionaryID == 0 {
		return unpack(zipped, packed)
	}
	d, err := p.decoderFor(ctx, h.DictionaryID)
	if err != nil {
		return nil, err
	}
	b, err := d.DecodeAll(packed, nil)
	if err != nil {
		return nil, fmt.Errorf("%w: %v", article.ErrDamaged, err)
	}
	return b, nil
}

// unpackMarks undoes packMarks.
func (p *packer) unpackMarks(ctx context.Context, codec int, packed []byte, text string) (marks, error) {
	if codec == zippedWith && isMarks(packed) {
		return unpackMarks(packed, text)
	}
	b, err := p.unpack(ctx, codec, packed)
	if err != nil {
		return marks{}, err
	}
	return unpackMarks(b, text)
}

// decoderFor returns a decoder that knows the dictionary of that number.
func (p *packer) decoderFor(ctx context.Context, id uint32) (*zstd.Decoder, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.known[id] == nil {
		if err := p.load(ctx); err != nil {
			return nil, err
		}
		if p.known[id] == nil {
			return nil, fmt.Errorf("%w: no dictionary %d", article.ErrDamaged, id)
		}
	}
	return p.decoder, nil
}

// load reads the dictionaries of the file. It takes a connection of its own:
// who unpacks may hold one of those that read, and four who wait for a fifth
// would wait for ever.
func (p *packer) load(ctx context.Context) error {
	if p.path == "" {
		return nil
	}
	pool, err := connect(p.path, 1, p.mode, "query_only(1)")
	if err != nil {
		return err
	}
	defer pool.Close()
	known := map[uint32][]byte{}
	rows, err := pool.QueryContext(ctx, `SELECT id, bytes FROM dictionary`)
	err = each(rows, err, func(scan func(...any) error) error {
		var id int64
		var b []byte
		err := scan(&id, &b)
		known[uint32(id)] = b // learn drops one whose number is not its own
		return err
	})
	if err != nil {
		return err
	}
	return p.learn(known)
}

// learn makes the dictionaries known. What is packed with a damaged one cannot
// be read; the rest can.
func (p *packer) learn(known map[uint32][]byte) error {
	options := []zstd.DOption{zstd.WithDecoderMaxMemory(2 * limitStored)}
	newest := uint32(0)
	for id, b := range known {
		if d, err := zstd.InspectDictionary(b); err != nil || d.ID() != id {
			delete(known, id)
			continue
		}
		newest = max(newest, id)
		options = append(options, zstd.WithDecoderDicts(b))
	}
	decoder, err := zstd.NewReader(nil, options...)
	if err != nil {
		return fmt.Errorf("%w: dictionary: %v", article.ErrDamaged, err)
	}
	var encoder *zstd.Encoder
	if newest != 0 {
		if encoder, err = encoderWith(known[newest], zstd.SpeedFastest); err != nil {
			return err
		}
	}
	p.known, p.newest, p.decoder, p.encoder = known, newest, decoder, encoder
	return nil
}

// encoderWith returns an encoder with a dictionary, which may be nil. With one,
// the fastest level packs texts of 6 KB 2.6 to one; without one, twice as much
// work packs them 2.2 to one.
func encoderWith(dictionary []byte, level zstd.EncoderLevel) (*zstd.Encoder, error) {
	options := []zstd.EOption{zstd.WithEncoderLevel(level), zstd.WithEncoderCRC(false)}
	if dictionary != nil {
		options = append(options, zstd.WithEncoderDict(dictionary))
	}
	return zstd.NewWriter(nil, options...)
}

// When a dictionary is made: soon, because most archives are small, and again
// whenever the archive has become so many times larger.
const (
	firstTraining   = 200 // versions
	trainAgain      = 8
	trainingSamples = 500
	sampleBytes     = 8 << 10 // of each, from its beginning
)

// useDictionary makes the newest dictionary of the file the one that bodies
// are packed with, and makes a new one where it is time. Save calls it before
// it packs.
func (d *DB) useDictionary(ctx context.Context) error {
	versions, trained, err := d.packer.look(ctx, d)
	if err != nil || versions < firstTraining || versions/trainAgain < trained {
		return err
	}
	return d.makeDictionary(ctx, versions)
}

// look reads how many versions there are and how many there were when a
// dictionary was last made or tried, and takes over the newest.
func (p *packer) look(ctx context.Context, d *DB) (versions, trained int64, err error) {
	var newest uint32
	var last string
	err = d.reader.QueryRowContext(ctx, `
		SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'version'), 0),
			coalesce((SELECT max(id) FROM dictionary), 0),
			coalesce((SELECT value FROM about WHERE name = 'trained'), '0')`).Scan(&versions, &newest, &last)
	if err != nil {
		return 0, 0, err
	}
	trained, _ = strconv.ParseInt(last, 10, 64)
	p.mu.Lock()
	defer p.mu.Unlock()
	if newest > p.newest && p.known[newest] == nil {
		err = p.load(ctx)
	}
	return versions, trained, err
}

// makeDictionary trains a dictionary on texts from all over the archive and
// keeps it if it packs others of them better than what there is.
func (d *DB) makeDictionary(ctx context.Context, versions int64) error {
	samples, others, err := d.samples(ctx, versions)
	if err != nil {
		return err
	}
	d.packer.mu.Lock()
	id, now := d.packer.newest+1, d.packer.encoder
	d.packer.mu.Unlock()
	if now == nil {
		now = zstdEncoder()
	}
	made := train(id, samples)
	if made != nil {
		e, err := encoderWith(made, zstd.SpeedFastest)
		if err != nil || !pays(now, e, others) {
			made = nil
		}
	}
	err = d.update(ctx, func(t *tx) error {
		if made != nil {
			// Another program may have been faster; its dictionary is as good.
			_, err := t.exec(`INSERT INTO dictionary (id, made_at, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`, id, d.now().Unix(), made)
			if err != nil {
				return err
			}
		}
		return t.setAbout("trained", strconv.FormatInt(versions, 10))
	})
	if err != nil || made == nil {
		return err
	}
	d.packer.mu.Lock()
	defer d.packer.mu.Unlock()
	return d.packer.load(ctx)
}

// samples returns texts from all over the archive: three of four to learn
// from, the others to measure with. One that is damaged is left out.
func (d *DB) samples(ctx context.Context, versions int64) (learn, measure [][]byte, err error) {
	n := min(versions, trainingSamples)
	ids := make([]int64, n)
	for i := range ids {
		ids[i] = 1 + int64(i)*versions/n
	}
	i := 0
	err = d.read(ctx, `SELECT codec, text FROM body WHERE version_id IN (SELECT value FROM json_each(?)) ORDER BY version_id`, []any{list(ids)},
		func(scan func(...any) error) error {
			var codec int
			var packed []byte
			if err := scan(&codec, &packed); err != nil {
				return err
			}
			b, err := d.packer.unpack(ctx, codec, packed)
			if errors.Is(err, article.ErrDamaged) {
				return nil
			}
			if err != nil {
				return err
			}
			b = b[:min(len(b), sampleBytes):min(len(b), sampleBytes)]
			if i++; i%4 == 0 {
				measure = append(measure, b)
			} else {
				learn = append(learn, b)
			}
			return nil
		})
	return learn, measure, err
}

// pays reports whether an encoder packs texts better than another, by more
// than a fiftieth: every dictionary is kept for ever.
func pays(now, then *zstd.Encoder, texts [][]byte) bool {
	before, after := 0, 0
	for _, b := range texts {
		before += len(now.EncodeAll(b, nil))
		after += len(then.EncodeAll(b, nil))
	}
	return after < before-before/50
}
