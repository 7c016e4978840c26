package main

import (
	"flag"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "write the pictures in app/ui/testdata anew")

// golden is where the pictures are kept as they should be, at half their size.
const golden = "../testdata"

// What may differ between two pictures of the same: how many pixels in a
// thousand, and how far a channel of a pixel. A time or a count takes up less
// than one in a thousand.
const (
	mayDiffer = 2
	mayStray  = 40
)

func TestEveryScreenLooksAsItShould(t *testing.T) {
	dir := t.TempDir()
	if err := run(dir); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{
		"start", "library", "library-dark", "library-small", "library-130", "add", "add-dark", "page", "page-dark",
		"compare-side", "compare-side-dark", "compare-facts", "compare-facts-dark",
		"compare-overlap", "compare-timeline",
	} {
		got, want := half(load(t, filepath.Join(dir, name+".png"))), filepath.Join(golden, name+".png")
		if *update {
			save(t, want, got)
			continue
		}
		if n, where := differing(got, load(t, want)); n > mayDiffer {
			t.Errorf("%s: %d of 1000 pixels are not as in %s, all within %v of it; go test ./app/ui/shots -update writes what is drawn now", name, n, want, where)
		}
	}
	if size := load(t, filepath.Join(dir, "library.png")).Bounds().Size(); size != image.Pt(1440, 900) {
		t.Errorf("library.png is %v", size)
	}
}

func TestPicturesDifferByMoreThanAFewPixels(t *testing.T) {
	a, b := image.NewRGBA(image.Rect(0, 0, 100, 100)), image.NewRGBA(image.Rect(0, 0, 100, 100))
	if n, _ := differing(a, b); n != 0 {
		t.Errorf("equal pictures differ by %d", n)
	}
	for x := 10; x < 60; x++ {
		b.Set(x, 20, color.White)
	}
	if n, where := differing(a, b); n != 5 || where != image.Rect(10, 20, 60, 21) {
		t.Errorf("differing() = %d within %v, want 5 within the line", n, where)
	}
	if n, _ := differing(a, image.NewRGBA(image.Rect(0, 0, 100, 90))); n != 1000 {
		t.Errorf("pictures of another size differ by %d", n)
	}
}

func load(t *testing.T, path string) image.Image {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	return img
}

func save(t *testing.T, path string, img image.Image) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(f, img); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

// half returns an image at half its size, each pixel the mean of four.
func half(img image.Image) *image.RGBA {
	box := img.Bounds()
	out := image.NewRGBA(image.Rect(0, 0, box.Dx()/2, box.Dy()/2))
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			var sum [3]uint32
			for _, at := range []image.Point{{0, 0}, {1, 0}, {0, 1}, {1, 1}} {
				r, g, b, _ := img.At(box.Min.X+2*x+at.X, box.Min.Y+2*y+at.Y).RGBA()
				sum[0], sum[1], sum[2] = sum[0]+r>>8, sum[1]+g>>8, sum[2]+b>>8
			}
			out.SetRGBA(x, y, color.RGBA{uint8(sum[0] / 4), uint8(sum[1] / 4), uint8(sum[2] / 4), 0xff})
		}
	}
	return out
}

// differing returns how many pixels in a thousand differ, and where.
func differing(a, b image.Image) (int, image.Rectangle) {
	if a.Bounds() != b.Bounds() {
		return 1000, a.Bounds()
	}
	n, where := 0, image.Rectangle{}
	box := a.Bounds()
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			if strays(a.At(x, y), b.At(x, y)) {
				n++
				where = where.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return n * 1000 / (box.Dx() * box.Dy()), where
}

// strays reports whether two colours differ by more than they may.
func strays(a, b color.Color) bool {
	ar, ag, ab, _ := a.RGBA()
	br, bg, bb, _ := b.RGBA()
	for _, d := range [][2]uint32{{ar, br}, {ag, bg}, {ab, bb}} {
		if max(d[0], d[1])>>8-min(d[0], d[1])>>8 > mayStray {
			return true
		}
	}
	return false
}
