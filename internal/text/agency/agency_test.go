package agency_test

import (
	"testing"

	"parallax/internal/text/agency"
)

func TestNameKnowsNamesAndSigns(t *testing.T) {
	for _, c := range []struct{ s, want string }{
		{"Reuters", "Reuters"},
		{"REUTERS", "Reuters"},
		{"The Associated Press", "AP"},
		{"(AP)", "AP"},
		{"Agence France-Presse", "AFP"},
		{"DPA", "dpa"},
		{"ТАСС", "TASS"},
		{"新华社", "Xinhua"},
		{"연합뉴스", "Yonhap"},
		{"رويترز", "Reuters"},
		{"Canadian Press", "Canadian Press"},
		{"APA", "APA"},
		{"EPA", "European Pressphoto Agency"},
		{"Anna Lind, Reuters", ""},
		{"Associated Grocers", ""},
		{"", ""},
	} {
		if got, ok := agency.Name(c.s); got != c.want || ok != (c.want != "") {
			t.Errorf("Name(%q) = %q, %v, want %q", c.s, got, ok, c.want)
		}
	}
}

func TestNoSignIsOfTwoAgencies(t *testing.T) {
	of := map[string]string{}
	for alias, name := range agency.All {
		key := agency.Key(alias)
		if key == "" {
			t.Errorf("%q of %s has no letters", alias, name)
		}
		if other, ok := of[key]; ok && other != name {
			t.Errorf("%q is of %s and of %s", alias, other, name)
		}
		of[key] = name
	}
}

func TestAllLeavesSignsOutThatMeanOtherThingsInText(t *testing.T) {
	for alias := range agency.All {
		if alias == "APA" || alias == "EPA" || alias == "MENA" {
			t.Errorf("All yields %q", alias)
		}
	}
}
