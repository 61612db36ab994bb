"""A real IMAP server inside the tests, with one mailbox that forgets everything when it stops."""

import asyncio
import threading
from argparse import Namespace
from contextlib import contextmanager

from imapclient import IMAPClient
from proxyprotocol.reader import ProxyProtocolReader
from pymap.backend.dict import DictBackend
from pymap.imap import IMAPServer

from clic_site.settings.incoming_mail import Mailbox

USER, PASSWORD = "feedback", "p@ss:word"


class LocalMailbox:
    """A mailbox into which tests put mail, as its server would."""

    def __init__(self):
        self._loop = asyncio.new_event_loop()
        self._is_up = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self):
        self._thread.start()
        if not self._is_up.wait(30):
            raise TimeoutError("The IMAP server did not start")

    def stop(self):
        self._loop.call_soon_threadsafe(self._stopped.set)
        self._thread.join(30)

    @property
    def place(self):
        return Mailbox("127.0.0.1", self.port, USER, PASSWORD, "INBOX", is_safe=False)

    @contextmanager
    def client(self):
        client = IMAPClient("127.0.0.1", port=self.port, ssl=False, timeout=30)
        client.login(USER, PASSWORD)
        client.select_folder("INBOX")
        try:
            yield client
        finally:
            client.logout()

    def put(self, *mails):
        with self.client() as client:
            for mail in mails:
                client.append("INBOX", mail)

    def flags(self):
        """The flags of all mails, the oldest first."""
        with self.client() as client:
            found = client.get_flags(client.search("ALL"))
        return [
            {flag.decode() for flag in flags} - {"\\Recent"}
            for _number, flags in sorted(found.items())
        ]

    def empty(self):
        with self.client() as client:
            numbers = client.search("ALL")
            if numbers:
                client.delete_messages(numbers)
                client.expunge()

    def _run(self):
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._serve())
        self._loop.close()

    async def _serve(self):
        self._stopped = asyncio.Event()
        backend, config = await DictBackend.init(
            Namespace(
                debug=False,
                passlib_cfg=None,
                host=["127.0.0.1"],
                port="0",
                cert=None,
                key=None,
                tls=False,
                proxy_protocol=None,
                inherited_sockets=None,
                demo_data=False,
                demo_user=USER,
                demo_password=PASSWORD,
            )
        )
        config.apply_context()
        answer = ProxyProtocolReader(config.proxy_protocol).get_callback(
            IMAPServer(backend.login, config)
        )
        server = await asyncio.start_server(answer, host="127.0.0.1", port=0)
        self.port = server.sockets[0].getsockname()[1]
        async with server:
            self._is_up.set()
            await self._stopped.wait()
