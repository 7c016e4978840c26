package main

import (
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

func TestEveryScreenIsDrawn(t *testing.T) {
	dir := t.TempDir()
	if err := run(dir); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{
		"start", "library", "library-dark", "library-small", "library-130", "add", "add-dark",
		"compare-side", "compare-side-dark", "compare-facts", "compare-facts-dark",
		"compare-overlap", "compare-timeline",
	} {
		img := load(t, filepath.Join(dir, name+".png"))
		if n := colours(img); n < 50 {
			t.Errorf("%s is blank: %d colours", name, n)
		}
	}
	size := load(t, filepath.Join(dir, "library.png")).Bounds().Size()
	if size != image.Pt(1440, 900) {
		t.Errorf("library.png is %v", size)
	}
	light, dark := brightness(load(t, filepath.Join(dir, "library.png"))), brightness(load(t, filepath.Join(dir, "library-dark.png")))
	if light < 200 || dark > 60 {
		t.Errorf("brightness of light is %d, of dark %d", light, dark)
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

func colours(img image.Image) int {
	seen := make(map[[3]uint32]bool)
	each(img, func(r, g, b uint32) { seen[[3]uint32{r, g, b}] = true })
	return len(seen)
}

// brightness is the mean of an image, 0 to 255.
func brightness(img image.Image) int {
	var sum, n uint64
	each(img, func(r, g, b uint32) {
		sum += uint64(r+g+b) / 3 >> 8
		n++
	})
	return int(sum / max(n, 1))
}

func each(img image.Image, f func(r, g, b uint32)) {
	box := img.Bounds()
	for y := box.Min.Y; y < box.Max.Y; y += 3 {
		for x := box.Min.X; x < box.Max.X; x += 3 {
			r, g, b, _ := img.At(x, y).RGBA()
			f(r, g, b)
		}
	}
}
