"""Who was thanked for a message finds it kept, whatever is killed at that very moment."""

import http.client
import json
import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import count
from urllib.parse import urlencode

import psutil
import pytest

from tests.browser.inside import run_inside
from tests.browser.started_site import StartedSite

SENDERS = 4
# The limit for one network is far above that.
THANKED_BEFORE_THE_KILL = 25
WITHIN_SECONDS = 60
KIND = re.compile(r'name="kind" value="(\d+)"')
KEPT = """
import json
from feedback.models import FeedbackEvent, FeedbackItem
from safeguards.models import OutboxMessage

numbers = dict(FeedbackItem.objects.values_list("pk", "reference"))
received = FeedbackEvent.objects.filter(action="received")
print(json.dumps({
    "messages": dict(FeedbackItem.objects.values_list("reference", "email")),
    "logged": [numbers[pk] for pk in received.values_list("item_id", flat=True)],
    "receipts": [
        mail.to[0] for mail in OutboxMessage.objects.filter(kind="feedback_receipt")
    ],
}))
"""


@pytest.fixture(scope="module")
def fragile():
    """A site of its own, which is killed in the middle of its work."""
    site = StartedSite()
    yield site
    if site.process:
        site.stop()
    site.remove()


class Crowd:
    """People who send one message after the other, until nobody thanks them any more."""

    numbers = count(1)

    def __init__(self, site):
        self.site = site
        self.kind = KIND.search(self._get("/feedback/"))[1]
        # Address of the sender, by the reference on the page that thanked them.
        self.thanked = {}
        self.is_over = threading.Event()

    def send_until_over(self):
        while not self.is_over.is_set():
            # What is not answered was not promised.
            with suppress(OSError, http.client.HTTPException):
                self._send(next(self.numbers))

    def _get(self, path):
        connection = http.client.HTTPConnection("localhost", self.site.port, timeout=30)
        connection.request("GET", path)
        return connection.getresponse().read().decode()

    def _send(self, number):
        connection = http.client.HTTPConnection("localhost", self.site.port, timeout=10)
        email = f"sender-{number}@ward.example"
        body = urlencode(
            {"kind": self.kind, "message": f"Line {number} is wrong.", "email": email}
        )
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Sec-Fetch-Site": "same-origin",
        }
        try:
            connection.request("POST", "/feedback/", body, headers)
            answer = connection.getresponse()
            if answer.status == http.HTTPStatus.SEE_OTHER:
                reference = answer.getheader("Location").rstrip("/").rpartition("/")[2]
                self.thanked[reference] = email
        finally:
            connection.close()


def kill_while_people_send(site, program):
    """Kill all processes of a program while messages arrive; who was thanked until then."""
    crowd = Crowd(site)
    everything = site.processes()
    with ThreadPoolExecutor(SENDERS) as people:
        for _person in range(SENDERS):
            people.submit(crowd.send_until_over)
        try:
            deadline = time.monotonic() + WITHIN_SECONDS
            while len(crowd.thanked) < THANKED_BEFORE_THE_KILL:
                assert time.monotonic() < deadline, site.output
                time.sleep(0.01)
            for process in site.processes_of(program):
                with suppress(psutil.NoSuchProcess):
                    process.kill()
            # The rest falls with it: nothing is left to put away what it had in hand.
            for process in everything:
                with suppress(psutil.NoSuchProcess):
                    process.kill()
        finally:
            crowd.is_over.set()
    site.process.wait()
    psutil.wait_procs(everything, timeout=30)
    return crowd.thanked


@pytest.mark.parametrize("program", ["granian", "postgres"])
def test_what_was_acknowledged_is_there_after_a_kill(fragile, program):
    fragile.start()
    thanked = kill_while_people_send(fragile, program)
    assert len(thanked) >= THANKED_BEFORE_THE_KILL
    fragile.start()
    kept = json.loads(run_inside(fragile, KEPT))
    assert {each: kept["messages"].get(each) for each in thanked} == thanked
    assert set(thanked) <= set(kept["logged"])
    assert set(thanked.values()) <= set(kept["receipts"])
    # Nothing twice either, and no mail about what was not kept.
    assert len(kept["receipts"]) == len(set(kept["receipts"]))
    assert set(kept["receipts"]) <= set(kept["messages"].values())
    fragile.stop()
