"""A page of HTML read again: its tables by id, its words, what it would load or run."""

from html.parser import HTMLParser

_VOID = {"meta", "br", "hr", "img", "link", "input", "rect", "circle", "polyline"}


class Page(HTMLParser):
    """Tables, words and attributes of a page; raises on a tag that is not closed as it was opened."""

    def __init__(self, data: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: dict[str, list[list[str]]] = {}
        self.facts: dict[str, list[str]] = {}
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self._rows: list[list[str]] | None = None
        self._list: list[str] | None = None
        self.feed(data.decode())
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        named = dict(attrs).get("id") or ""
        if tag == "table":
            self._rows = self.tables.setdefault(named, [])
        elif tag == "tr" and self._rows is not None:
            self._rows.append([])
        elif tag in {"td", "th"} and self._rows:
            self._rows[-1].append("")
        elif tag == "dl":
            self._list = self.facts.setdefault(named, [])
        elif tag in {"dt", "dd"} and self._list is not None:
            self._list.append("")
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag
        if tag == "table":
            self._rows = None
        elif tag == "dl":
            self._list = None

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        within = self._open[-1] if self._open else ""
        if self._rows and within in {"td", "th"}:
            self._rows[-1][-1] += data
        elif self._list is not None and within in {"dt", "dd"}:
            self._list[-1] += data

    @property
    def loads(self) -> list[str]:
        """Whatever comes from elsewhere, or runs."""
        bad = {"script", "iframe", "object", "embed", "link", "img", "form", "base", "foreignobject"}
        found = [tag for tag in self.tags if tag in bad]
        for tag, name, value in self.attributes:
            outside = name in {"src", "href", "action", "xlink:href"} and not value.startswith("#")
            if outside or name.startswith("on") or "javascript:" in value:
                found.append(f"{tag} {name}={value}")
        return found
