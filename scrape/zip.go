package scrape

import (
	"archive/zip"
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/zstd"

	"parallax/article"
	"parallax/scrape/format"
	"parallax/scrape/guard"
)

// zip yields the members of the archive f. An archive that is itself a document
// of another format is refused as that; one that no honest program writes is
// refused whole, before anything is inflated.
func (w *walk) zip(name, path string, f *os.File) {
	info, err := f.Stat()
	if err != nil {
		w.refuse(name, path, err)
		return
	}
	zr, err := zip.NewReader(f, info.Size())
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		w.refuse(name, path, fmt.Errorf("open the archive: %w: %w", article.ErrDamaged, err))
		return
	}
	zr.RegisterDecompressor(zip.Deflate, func(r io.Reader) io.ReadCloser { return flate.NewReader(r) })
	zr.RegisterDecompressor(zstd.ZipMethodWinZip, zstd.ZipDecompressor())
	if kind := documentIn(zr.File); kind != "" {
		w.refuse(name, path, &format.UnsupportedError{Kind: kind})
		return
	}
	if err := w.checkZip(zr.File); err != nil {
		w.refuse(name, path, err)
		return
	}
	if len(zr.File) == 0 {
		w.refuse(name, path, article.ErrEmpty)
		return
	}
	names := memberNames(zr.File)
	for i, m := range zr.File {
		if w.stopped || w.ctx.Err() != nil {
			return
		}
		w.member(name, path, names[i], m)
	}
}

func (w *walk) member(archive, file, name string, m *zip.File) {
	full := archive + "/" + name
	switch {
	case escapes(name):
		w.refuse(full, file, fmt.Errorf("read a member that points out of its archive: %w", article.ErrUnsafe))
		return
	case strings.HasSuffix(name, "/"), m.FileInfo().IsDir(), junkPath(name):
		return
	case !m.Mode().IsRegular():
		w.refuse(full, file, &format.UnsupportedError{Kind: format.Special})
		return
	case m.Flags&0x1 != 0:
		w.refuse(full, file, &format.UnsupportedError{Kind: format.Locked})
		return
	}
	r, err := m.Open()
	if errors.Is(err, zip.ErrAlgorithm) {
		w.refuse(full, file, &format.UnsupportedError{Kind: format.Archive})
		return
	}
	if err != nil {
		w.refuse(full, file, damaged(err))
		return
	}
	defer r.Close()
	// What the directory claims is packed is all the inflater is ever given.
	packed := &guard.Counter{N: int64(m.CompressedSize64)}
	br := bufio.NewReaderSize(&memberReader{guard.Inflated(r, packed, w.lim)}, format.HeadBytes)
	head, err := peek(br)
	if err != nil {
		w.refuse(full, file, err)
		return
	}
	w.stream(full, file, br, head, w.lim.MemberBytes)
}

// A memberReader tells errors of a member apart: what is wrong with its bytes is
// [article.ErrDamaged].
type memberReader struct{ r io.Reader }

func (m *memberReader) Read(p []byte) (int, error) {
	n, err := m.r.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		err = damaged(err)
	}
	return n, err
}

// checkZip refuses an archive whose directory no honest program writes: too
// many members, or members that share bytes.
func (w *walk) checkZip(files []*zip.File) error {
	if len(files) > w.lim.Entries {
		return fmt.Errorf("open an archive of %d members: %w", len(files), article.ErrTooLarge)
	}
	type extent struct{ from, to int64 }
	var extents []extent
	for _, m := range files {
		from, err := m.DataOffset()
		if err != nil || m.CompressedSize64 == 0 {
			continue // the member itself will be refused
		}
		extents = append(extents, extent{from, from + int64(m.CompressedSize64)})
	}
	slices.SortFunc(extents, func(a, b extent) int { return cmp.Compare(a.from, b.from) })
	for i := 1; i < len(extents); i++ {
		if extents[i].from < extents[i-1].to {
			return fmt.Errorf("open an archive whose members overlap: %w", article.ErrUnsafe)
		}
	}
	return nil
}

// documentIn returns what format an archive with these members is itself, "" if
// it is a plain archive.
func documentIn(files []*zip.File) format.Kind {
	for i, m := range files {
		switch {
		case m.Name == "mimetype" && i == 0:
			switch ext := mimetype(m); {
			case strings.HasPrefix(ext, "application/epub"):
				return format.EPUB
			case strings.HasPrefix(ext, "application/vnd.oasis"):
				return format.Office
			}
		case m.Name == "word/document.xml":
			return format.Word
		case m.Name == "xl/workbook.xml", m.Name == "ppt/presentation.xml":
			return format.Office
		case m.Name == "META-INF/container.xml":
			return format.EPUB
		case m.Name == "datapackage.json":
			return format.WACZ
		}
	}
	return ""
}

func mimetype(m *zip.File) string {
	r, err := m.Open()
	if err != nil {
		return ""
	}
	defer r.Close()
	b, _ := io.ReadAll(io.LimitReader(r, 100)) // a broken one says nothing
	return string(b)
}

// escapes reports whether a member's name leads out of a folder it would be
// unpacked in. Nothing is ever unpacked, but such an archive was made to harm.
func escapes(name string) bool {
	clean := strings.ReplaceAll(name, `\`, "/")
	if strings.HasPrefix(clean, "/") || len(clean) > 1 && clean[1] == ':' || strings.ContainsRune(clean, 0) {
		return true
	}
	return slices.Contains(strings.Split(clean, "/"), "..")
}

func junkPath(name string) bool {
	return slices.ContainsFunc(strings.Split(path.Clean(name), "/"), func(part string) bool {
		return part != "." && part != ".." && isJunk(part)
	})
}
