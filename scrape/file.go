package scrape

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"strings"

	"github.com/klauspost/compress/gzip"

	"parallax/article"
	"parallax/scrape/format"
	"parallax/scrape/guard"
)

// open yields what the file f holds.
func (w *walk) open(name, path string, f *os.File) {
	br := bufio.NewReaderSize(f, format.HeadBytes)
	head, err := peek(br)
	if err != nil {
		w.refuse(name, path, err)
		return
	}
	if format.Sniff(head, name) == format.Zip {
		w.zip(name, path, f)
		return
	}
	w.stream(name, path, br, head, w.lim.TextBytes)
}

// peek returns the head of br, the whole of it where it is short.
func peek(br *bufio.Reader) ([]byte, error) {
	head, err := br.Peek(format.HeadBytes)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	return head, nil
}

// stream yields what one stream holds. What is one article is read whole, up to
// limit; records stream.
func (w *walk) stream(name, path string, br *bufio.Reader, head []byte, limit int64) {
	kind := format.Sniff(head, name)
	if err := format.Refusal(kind); err != nil {
		w.refuse(name, path, err)
		return
	}
	switch kind {
	case format.Gzip:
		w.gzip(name, path, br)
	case format.Zip:
		w.refuse(name, path, fmt.Errorf("open an archive within an archive: %w", article.ErrUnsafe))
	case format.JSONL:
		w.records(path, format.ReadJSONL(w.ctx, br, name, w.lim))
	case format.OwnCSV:
		w.records(path, format.ReadOwnCSV(w.ctx, br, name))
	default:
		raw, err := guard.ReadAll(br, limit)
		if err != nil {
			w.refuse(name, path, err)
			return
		}
		w.emit(article.Item{
			Name:        name,
			Path:        path,
			ContentType: format.MediaType(kind),
			Raw:         raw,
			Declared:    article.Declared{How: "file"},
		}, nil)
	}
}

// records hands on the items of a dump.
func (w *walk) records(path string, items iter.Seq2[article.Item, error]) {
	for it, err := range items {
		it.Path = path
		if it.Declared.How == "" {
			it.Declared.How = "file"
		}
		if err != nil {
			err = damaged(err)
		}
		if !w.emit(it, err) {
			return
		}
	}
}

// gzip yields what a gzipped stream holds: records, or one file.
func (w *walk) gzip(name, path string, r io.Reader) {
	packed := &guard.Counter{R: r}
	gz, err := gzip.NewReader(packed)
	if err != nil {
		w.refuse(name, path, damaged(err))
		return
	}
	defer gz.Close()
	br := bufio.NewReaderSize(guard.Inflated(gz, packed, w.lim), format.HeadBytes)
	head, err := peek(br)
	if err != nil {
		w.refuse(name, path, damaged(err))
		return
	}
	inner := strings.TrimSuffix(name, ".gz")
	switch format.Sniff(head, inner) {
	case format.Gzip, format.Zip:
		w.refuse(name, path, fmt.Errorf("open an archive within an archive: %w", article.ErrUnsafe))
	default:
		w.stream(name, path, br, head, w.lim.MemberBytes)
	}
}

// damaged adds [article.ErrDamaged] to an error of a decoder that carries no
// sentinel of ours.
func damaged(err error) error {
	for _, known := range []error{
		article.ErrUnsafe, article.ErrTooLarge, article.ErrDamaged, article.ErrEmpty,
		article.ErrBinary, article.ErrUnsupported, os.ErrPermission, os.ErrNotExist,
	} {
		if errors.Is(err, known) {
			return err
		}
	}
	return fmt.Errorf("%w: %w", article.ErrDamaged, err)
}
