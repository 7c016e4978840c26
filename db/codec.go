package db

import (
	"encoding/hex"
	"fmt"
	"sync"

	"github.com/klauspost/compress/zstd"

	"parallax/article"
)

// How bytes are kept. A number is never given a new meaning.
const (
	plain      = 0
	zipped     = 1 // zstd
	zippedWith = 2 // zstd with a dictionary of the file; bodies only
)

// limitStored is the largest text or page that is kept: SQLite holds a
// gigabyte in a cell, and what is read whole must fit into memory.
const limitStored = 512 << 20

var zstdEncoder = sync.OnceValue(func() *zstd.Encoder {
	e, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedDefault), zstd.WithEncoderCRC(false))
	if err != nil {
		panic(err) // the options are ours
	}
	return e
})

var zstdDecoder = sync.OnceValue(func() *zstd.Decoder {
	d, err := zstd.NewReader(nil, zstd.WithDecoderMaxMemory(2*limitStored))
	if err != nil {
		panic(err) // the options are ours
	}
	return d
})

// pack returns b as it is kept.
func pack(b []byte) (codec int, packed []byte) {
	if len(b) < 64 {
		return plain, b
	}
	z := zstdEncoder().EncodeAll(b, make([]byte, 0, len(b)/2))
	if len(z) >= len(b) {
		return plain, b
	}
	return zipped, z
}

// unpack undoes pack; bodies are a [packer]'s. It returns [article.ErrDamaged] for what pack has not made.
func unpack(codec int, packed []byte) ([]byte, error) {
	switch codec {
	case plain:
		return packed, nil
	case zipped:
		b, err := zstdDecoder().DecodeAll(packed, nil)
		if err != nil {
			return nil, fmt.Errorf("%w: %v", article.ErrDamaged, err)
		}
		return b, nil
	}
	return nil, fmt.Errorf("%w: codec %d", article.ErrDamaged, codec)
}

// hashBytes returns the bytes of a hash that was made by package article.
func hashBytes(hash string) []byte {
	b, err := hex.DecodeString(hash)
	if err != nil {
		panic(err) // it writes hex
	}
	return b
}
