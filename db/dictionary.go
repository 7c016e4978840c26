package db

import (
	"context"
	"fmt"
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
	decoder *zstd.Decoder // with every dictionary that is known
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

// decoderFor returns a decoder that knows the dictionary of that number.
func (p *packer) decoderFor(ctx context.Context, id uint32) (*zstd.Decoder, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.known[id] == nil || p.decoder == nil {
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
		var id uint32
		var b []byte
		err := scan(&id, &b)
		known[id] = b
		return err
	})
	if err != nil {
		return err
	}
	return p.learn(known)
}

// learn makes the dictionaries known.
func (p *packer) learn(known map[uint32][]byte) error {
	options := []zstd.DOption{zstd.WithDecoderMaxMemory(2 * limitStored)}
	for id, b := range known {
		if d, err := zstd.InspectDictionary(b); err != nil || d.ID() != id {
			delete(known, id) // damaged: what is packed with it cannot be read, the rest can
			continue
		}
		options = append(options, zstd.WithDecoderDicts(b))
	}
	decoder, err := zstd.NewReader(nil, options...)
	if err != nil {
		return fmt.Errorf("%w: dictionary: %v", article.ErrDamaged, err)
	}
	p.known, p.decoder = known, decoder
	return nil
}
