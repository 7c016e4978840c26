// Package export writes articles in the forms that other programs read: CSV,
// XLSX and JSON Lines. It takes them one at a time from a sequence and holds no
// more than one, so that a million articles need no more memory than ten.
// Finding the articles, opening files and putting them in place is left to the
// caller.
//
// Every function returns ctx's error on cancel and the first error of the
// sequence or the writer; what was written until then is of no use. Texts are
// never cut: where a reader of the format has limits, the report says so.
package export

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"
	"iter"

	"parallax/article"
	"parallax/internal/message"
	"parallax/internal/progress"
)

// A Report says what was written.
type Report struct {
	Articles int
	Bytes    int64
	SHA256   string            // of all bytes, hex
	Notes    []message.Message // what a person should know before opening the file
}

// A sink is where an export goes: it counts and hashes what passes.
type sink struct {
	*bufio.Writer
	meter meter
}

type meter struct {
	w     io.Writer
	hash  hash.Hash
	bytes int64
}

func (m *meter) Write(b []byte) (int, error) {
	n, err := m.w.Write(b)
	m.hash.Write(b[:n])
	m.bytes += int64(n)
	return n, err
}

func newSink(w io.Writer) *sink {
	s := &sink{meter: meter{w: w, hash: sha256.New()}}
	s.Writer = bufio.NewWriterSize(&s.meter, 64<<10)
	return s
}

// report flushes what is left and says what was written.
func (s *sink) report(articles int, notes []message.Message) (Report, error) {
	if err := s.Flush(); err != nil {
		return Report{}, err
	}
	return Report{
		Articles: articles,
		Bytes:    s.meter.bytes,
		SHA256:   hex.EncodeToString(s.meter.hash.Sum(nil)),
		Notes:    notes,
	}, nil
}

// each calls f with every article and tells how far it is. It returns how many
// there were.
func each(ctx context.Context, articles iter.Seq2[article.Article, error], p progress.Func, f func(*article.Article) error) (int, error) {
	stage := message.New("progress.exporting")
	n := 0
	for a, err := range articles {
		if err != nil {
			return n, err
		}
		if err := ctx.Err(); err != nil {
			return n, err
		}
		if err := f(&a); err != nil {
			return n, err
		}
		n++
		p.Report(progress.State{Stage: stage, Done: int64(n)})
	}
	if err := ctx.Err(); err != nil { // a sequence may end early on cancel
		return n, err
	}
	p.Report(progress.State{Stage: stage, Done: int64(n), Total: int64(n), Final: true})
	return n, nil
}
