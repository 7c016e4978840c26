package web

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"parallax/article"
	"parallax/internal/message"
)

// An Error says why a page was not fetched. It wraps a sentinel of package
// article, or [context.DeadlineExceeded].
type Error struct {
	URL string
	Why message.Message
	Err error

	// RetryAfter is when the server wants to be asked again at the earliest,
	// zero if it does not say.
	RetryAfter time.Duration
}

func (e *Error) Error() string { return fmt.Sprintf("fetch %s: %v", e.URL, e.Err) }
func (e *Error) Unwrap() error { return e.Err }

// Message says it to a person.
func (e *Error) Message() message.Message { return e.Why }

var (
	errNoAddress = errors.New("no address of a page")
	errRedirects = errors.New("too many redirects")
)

// An elsewhereError names what a redirect leads to that is no page of the web.
type elsewhereError struct{ to string }

func (e *elsewhereError) Error() string {
	return fmt.Sprintf("follow to %s: %v", e.to, article.ErrUnsupported)
}
func (e *elsewhereError) Unwrap() error { return article.ErrUnsupported }

// A typeError names a media type or a coding that is no page.
type typeError struct{ name string }

func (e *typeError) Error() string { return fmt.Sprintf("read %s: %v", e.name, article.ErrUnsupported) }
func (e *typeError) Unwrap() error { return article.ErrUnsupported }

// A statusError is an answer that is no page.
type statusError struct {
	code  int
	after time.Duration
}

func (e *statusError) Error() string {
	return strings.TrimSpace(fmt.Sprintf("%d %s", e.code, http.StatusText(e.code)))
}
func (e *statusError) Unwrap() error { return article.ErrAnswer }

// explain says in words what went wrong.
func (c *Client) explain(address string, err error) error {
	e := &Error{URL: address, Err: err}
	say := func(key string, is error, args ...any) error {
		e.Why = message.New(key, append(args, "Error", reason(err))...)
		if !errors.Is(err, is) {
			e.Err = fmt.Errorf("%w: %w", is, err)
		}
		return e
	}
	var (
		private   privateError
		elsewhere *elsewhereError
		status    *statusError
		media     *typeError
		slow      net.Error
		lookup    *net.DNSError
		authority x509.UnknownAuthorityError
		name      x509.HostnameError
		invalid   x509.CertificateInvalidError
		plain     tls.RecordHeaderError
		verify    *tls.CertificateVerificationError
		alert     tls.AlertError
	)
	switch {
	case errors.Is(err, errNoAddress):
		return say("web.no-address", article.ErrUnsupported)
	case errors.As(err, &elsewhere):
		return say("web.elsewhere", article.ErrUnsupported, "To", elsewhere.to)
	case errors.As(err, &private):
		return say("web.private", article.ErrPrivate, "Host", private.host)
	case errors.Is(err, errRedirects):
		return say("web.redirects", article.ErrAnswer, "Most", c.opt.Limits.Redirects)
	case errors.As(err, &status):
		e.RetryAfter = status.after
		return say(status.key(), article.ErrAnswer, "Code", strconv.Itoa(status.code), "Count", int(status.after.Seconds()))
	case errors.As(err, &media):
		return say("web.type", article.ErrUnsupported, "Type", media.name)
	case errors.Is(err, article.ErrIncomplete):
		return say("web.incomplete", article.ErrIncomplete)
	case errors.Is(err, article.ErrTooLarge), strings.Contains(err.Error(), "server response headers exceeded"):
		return say("web.too-large", article.ErrTooLarge)
	case errors.Is(err, article.ErrUnsafe):
		return say("web.unsafe", article.ErrUnsafe)
	case errors.Is(err, article.ErrEmpty), errors.Is(err, article.ErrUnsupported), errors.Is(err, article.ErrBinary):
		return err // said elsewhere, of files too
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &slow) && slow.Timeout():
		return say("web.slow", context.DeadlineExceeded)
	case errors.As(err, &lookup):
		return say("web.no-host", article.ErrUnreachable, "Host", lookup.Name)
	case errors.As(err, &name):
		return say("web.tls.name", article.ErrUnreachable)
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return say("web.tls.expired", article.ErrUnreachable)
	case errors.As(err, &authority):
		return say("web.tls.authority", article.ErrUnreachable)
	case errors.As(err, &plain), errors.Is(err, http.ErrSchemeMismatch):
		return say("web.tls.plain", article.ErrUnreachable)
	case errors.As(err, &invalid), errors.As(err, &verify), errors.As(err, &alert):
		return say("web.tls.other", article.ErrUnreachable)
	}
	return say("web.unreachable", article.ErrUnreachable)
}

// key returns the sentence about a status.
func (e *statusError) key() string {
	switch {
	case e.code == http.StatusNotFound, e.code == http.StatusGone:
		return "web.status.gone"
	case e.code == http.StatusUnauthorized, e.code == http.StatusForbidden, e.code == http.StatusPaymentRequired, e.code == http.StatusUnavailableForLegalReasons:
		return "web.status.forbidden"
	case e.after > 0:
		return "web.status.later"
	case e.code == http.StatusTooManyRequests, e.code >= 500:
		return "web.status.busy"
	}
	return "web.status.other"
}

// reason returns the innermost words of an error of net/http, which names the
// address around them once more.
func reason(err error) string {
	var op *net.OpError
	if errors.As(err, &op) && op.Err != nil {
		return op.Err.Error()
	}
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err.Error()
		}
		err = inner
	}
}

// retryAfter reads when to ask again: seconds, or a date.
func retryAfter(s string) time.Duration {
	if n, err := strconv.ParseInt(strings.TrimSpace(s), 10, 32); err == nil && n > 0 {
		return time.Duration(n) * time.Second
	}
	if t, err := http.ParseTime(s); err == nil {
		return max(0, time.Until(t).Round(time.Second))
	}
	return 0
}
