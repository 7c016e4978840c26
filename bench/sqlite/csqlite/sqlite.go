// Package sqlite stands in for modernc.org/sqlite with SQLite in C under it, so
// that package db is compiled against either without knowing. It has what db
// uses and nothing else; the build tells if that becomes more.
package sqlite

import (
	"context"
	"database/sql/driver"
	"fmt"
	"net/url"
	"strings"

	"github.com/mattn/go-sqlite3"
)

// Error is never returned: where C SQLite fails the measurement ends anyway.
type Error struct{}

func (*Error) Error() string { return "" }

// Code returns 0.
func (*Error) Code() int { return 0 }

// OFDLocking does nothing: no measurement opens the file beside SQLite.
func OFDLocking(bool) {}

type connector struct {
	driver  sqlite3.SQLiteDriver
	dsn     string
	pragmas []string
}

// NewConnector takes a DSN of modernc.org/sqlite.
func NewConnector(dsn string) (driver.Connector, error) {
	path, parameters, _ := strings.Cut(dsn, "?")
	q, err := url.ParseQuery(parameters)
	if err != nil {
		return nil, err
	}
	c := &connector{pragmas: q["_pragma"]}
	for _, theirs := range []string{"_pragma", "_defensive", "_dqs"} { // the last two make nothing faster or slower
		q.Del(theirs)
	}
	c.dsn = path + "?" + q.Encode()
	return c, nil
}

func (c *connector) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := c.driver.Open(c.dsn)
	if err != nil {
		return nil, err
	}
	for _, p := range c.pragmas {
		if _, err := conn.(*sqlite3.SQLiteConn).ExecContext(ctx, "PRAGMA "+p, nil); err != nil {
			conn.Close()
			return nil, fmt.Errorf("PRAGMA %s: %w", p, err)
		}
	}
	return conn, nil
}

func (c *connector) Driver() driver.Driver { return &c.driver }
