package app

import (
	"context"
	"fmt"
	"iter"
	"runtime"
	"sync"

	"golang.org/x/sync/semaphore"

	"parallax/article"
	"parallax/scrape/extract"
	"parallax/scrape/guard"
)

// What is read and not yet taken is bounded in bytes: one page may be ten
// megabytes.
const (
	inFlightBytes  = 192 << 20
	inFlightItems  = 512
	attachedToItem = 1 << 16 // what an item costs beside its bytes
)

// A made is an item with the article that was made of it, or with what was
// wrong with it.
type made struct {
	item  article.Item
	art   article.Article
	tried []RuleTried
	err   error
	cost  int64
	done  chan struct{} // closed when art or err stands
}

// makeArticles makes articles of items on all cores, by rules where there are
// some for them, and yields them in the order of the items, each as soon as
// those before it are taken. It ends early when ctx is done; nothing of it runs
// on when it has ended.
func makeArticles(ctx context.Context, items iter.Seq2[article.Item, error], rules *Rules) iter.Seq[*made] {
	return func(yield func(*made) bool) {
		work, stop := context.WithCancel(ctx)
		queue := make(chan *made)                    // to the workers
		order := make(chan *made, inFlightItems)     // to the one who takes
		room := semaphore.NewWeighted(inFlightBytes) // what is in flight

		var running sync.WaitGroup
		defer running.Wait()
		defer stop()
		running.Go(func() { // the reader
			defer close(queue)
			defer close(order)
			for it, err := range items {
				m := &made{item: it, err: err, done: make(chan struct{})}
				m.cost = min(int64(len(it.Raw)+len(it.Declared.Text)+len(it.Declared.HTML))+attachedToItem, inFlightBytes)
				if room.Acquire(work, m.cost) != nil {
					return
				}
				select {
				case order <- m:
				case <-work.Done():
					return
				}
				if err != nil {
					close(m.done)
					continue
				}
				select {
				case queue <- m:
				case <-work.Done():
					return
				}
			}
		})
		for range runtime.GOMAXPROCS(0) { // the workers
			running.Go(func() {
				for m := range queue {
					m.make(work, rules)
					close(m.done)
				}
			})
		}
		for m := range order {
			select {
			case <-m.done:
			case <-work.Done():
				return
			}
			room.Release(m.cost)
			if work.Err() != nil || !yield(m) {
				return
			}
		}
	}
}

// make makes the article. A page that makes a parser panic is a bad item like
// any other.
func (m *made) make(ctx context.Context, rules *Rules) {
	defer func() {
		if r := recover(); r != nil {
			m.err = fmt.Errorf("%w: %v", article.ErrDamaged, r)
		}
	}()
	m.art, m.tried, m.err = extract.ByRules(ctx, m.item, guard.Default(), rules)
}
