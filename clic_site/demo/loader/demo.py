"""What the parts of the loader hand on to each other."""

from dataclasses import dataclass, field


@dataclass
class Demo:
    """What has been made so far, by its key."""

    people: dict = field(default_factory=dict)
    organisations: dict = field(default_factory=dict)
    settings: dict = field(default_factory=dict)
    gains: dict = field(default_factory=dict)
    topics: dict = field(default_factory=dict)
    teams: dict = field(default_factory=dict)
    images: dict = field(default_factory=dict)
    documents: dict = field(default_factory=dict)
    clips: dict = field(default_factory=dict)
    pages: dict = field(default_factory=dict)
    # Pages that have a place but no text yet.
    unfinished: list = field(default_factory=list)

    @property
    def editor(self):
        return self.people["editor@demo.example"]

    @property
    def publisher(self):
        return self.people["publisher@demo.example"]

    @property
    def moderator(self):
        return self.people["moderator@demo.example"]
