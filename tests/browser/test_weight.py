"""How much a reader with an empty cache has to fetch before a tool page can be read."""

from dataclasses import dataclass, field

from tests.browser.conftest import DESKTOP, PHONE

TOOL = "/toolkits/production-system/after-action-review/"
KILOBYTES_AT_MOST = 60
REQUESTS_AT_MOST = 8


@dataclass
class Transfer:
    """What came over the wire for one page, pictures apart."""

    kinds: dict = field(default_factory=dict)
    sizes: dict = field(default_factory=dict)

    def watch(self, page):
        network = page.context.new_cdp_session(page)
        network.send("Network.enable")
        network.on("Network.responseReceived", self._note_kind)
        network.on("Network.loadingFinished", self._note_size)

    def _note_kind(self, event):
        self.kinds[event["requestId"]] = event["type"]

    def _note_size(self, event):
        # Compressed, with the headers of the answer.
        self.sizes[event["requestId"]] = event["encodedDataLength"]

    @property
    def without_pictures(self):
        return {
            request: size
            for request, size in self.sizes.items()
            if self.kinds.get(request) != "Image"
        }


def test_a_tool_page_is_light(visitors):
    for size in (PHONE, DESKTOP):
        page, transfer = visitors.arrive(size=size), Transfer()
        transfer.watch(page)
        page.goto(TOOL, wait_until="networkidle")
        sizes = transfer.without_pictures
        assert "Document" in transfer.kinds.values()
        assert "Stylesheet" in transfer.kinds.values()
        assert len(sizes) <= REQUESTS_AT_MOST
        assert sum(sizes.values()) <= KILOBYTES_AT_MOST * 1024
