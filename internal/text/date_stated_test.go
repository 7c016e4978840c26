package text

import (
	"fmt"
	"strings"
	"testing"
)

func TestStatedDatesAreReadInManyLanguages(t *testing.T) {
	for _, c := range []struct{ in, language, want string }{
		{"May 3, 2019", "", "2019-05-03"},
		{"Published May 3rd, 2019 at 10:15 and updated 4 May 2019", "en", "2019-05-03 2019-05-04"},
		{"Updated: 3 May 2019", "en", "2019-05-03"},
		{"Sept. 7, 2021", "en", "2021-09-07"},
		{"3rd of May, 2019", "en", "2019-05-03"},
		{"3-May-19", "en", "2019-05-03"},
		{"May 3 '19", "en", "2019-05-03"},
		{"Freitag, 3. Mai 2019, 10:15 Uhr", "de", "2019-05-03"},
		{"Stand: 03.05.19", "de", "2019-05-03"},
		{"3. März 2019", "de", "2019-03-03"},
		{"Publié le 1er août 2019 à 10h15", "fr", "2019-08-01"},
		{"3 févr. 2019", "fr", "2019-02-03"},
		{"3 de mayo de 2019", "es", "2019-05-03"},
		{"03 ago. 2019", "es", "2019-08-03"},
		{"3 de março de 2019", "pt", "2019-03-03"},
		{"venerdì 3 maggio 2019", "it", "2019-05-03"},
		{"3 mei 2019", "nl", "2019-05-03"},
		{"3 maja 2019 r.", "pl", "2019-05-03"},
		{"3. listopadu 2019", "cs", "2019-11-03"},
		{"3. listopada 2019.", "hr", "2019-10-03"},
		{"3 listopada 2019", "", "2019-11-03"},
		{"3 мая 2019 года", "ru", "2019-05-03"},
		{"3 травня 2019", "uk", "2019-05-03"},
		{"3. toukokuuta 2019", "fi", "2019-05-03"},
		{"3 Mayıs 2019 Cuma", "tr", "2019-05-03"},
		{"3 Μαΐου 2019", "el", "2019-05-03"},
		{"2019. május 3.", "hu", "2019-05-03"},
		{"2019 m. gegužės 3 d.", "lt", "2019-05-03"},
		{"3 mai 2019", "ro", "2019-05-03"},
		{"3. maj 2019", "da", "2019-05-03"},
		{"٣ مايو ٢٠١٩", "ar", "2019-05-03"},
		{"3 أيار 2019", "ar", "2019-05-03"},
		{"3 במאי 2019", "he", "2019-05-03"},
		{"2019年5月3日 10:15", "zh", "2019-05-03"},
		{"2019년 5월 3일", "ko", "2019-05-03"},
		{"입력 2019.05.03. 오전 10:15", "ko", "2019-05-03"},
		{"ngày 3 tháng 5 năm 2019", "vi", "2019-05-03"},
		{"3 พฤษภาคม 2562", "th", "2019-05-03"},
		{"3 मई 2019", "hi", "2019-05-03"},
		{"3 Agustus 2019", "id", "2019-08-03"},
		{"2019-05-03T10:15", "", "2019-05-03"},
		{"2019/5/3", "", "2019-05-03"},
		{"28/03/2019", "", "2019-03-28"},
		{"03/28/2019", "", "2019-03-28"},
		{"03/04/2019", "", "2019-04-03?"},
		{"31 February 2019", "en", ""},
		{"May 2019", "en", ""},
		{"It may 3 times be 2019", "en", ""},
		{"10:15 4.5", "", ""},
		{"192.168.10.2019", "", ""},
		{"Call 03-05-19-2019", "", ""},
		{"", "", ""},
	} {
		var got []string
		for _, d := range StatedDates(c.in, c.language) {
			s := fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
			if d.Swapped {
				s += "?"
			}
			got = append(got, s)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("StatedDates(%q, %q) = %q, want %q", c.in, c.language, s, c.want)
		}
	}
}

func FuzzStatedDates(f *testing.F) {
	f.Add("Published May 3rd, 2019", "en")
	f.Add("٣ مايو ٢٠١٩", "ar")
	f.Fuzz(func(t *testing.T, s, language string) {
		end := 0
		for _, d := range StatedDates(s, language) {
			if d.Start < end || d.End <= d.Start || d.End > len(s) {
				t.Fatalf("StatedDates(%q) has the span %v after %d", s, d.Span, end)
			}
			end = d.End
			if d.Month < 1 || d.Month > 12 || d.Time().Day() != d.Day {
				t.Fatalf("StatedDates(%q) = %v, no such day", s, d)
			}
		}
	})
}
