"""Reads the HTML version of a mail as a mail program does."""

from html.parser import HTMLParser


class Reader(HTMLParser):
    """What is in the HTML version of a mail: title, words, links, elements."""

    def __init__(self, message):
        super().__init__()
        self.title = ""
        self.words, self.links, self.elements, self.attributes = [], [], [], []
        (html,) = [
            part.content
            for part in message.alternatives
            if part.mimetype == "text/html"
        ]
        self.source = html
        self.feed(self.source)

    def handle_starttag(self, tag, attrs):
        self.elements.append(tag)
        self.attributes.append((tag, dict(attrs)))
        if tag == "a":
            self.links.append(dict(attrs)["href"])

    def handle_data(self, data):
        if self.elements[-1:] == ["title"]:
            self.title = self.title or " ".join(data.split())
        elif self.elements[-1:] != ["style"]:
            self.words.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())
