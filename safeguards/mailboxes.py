"""One spelling for each mailbox, so that its mail can be counted and its owner found."""


def one_spelling(address):
    """The address as mail goes to it; ValueError where no mail could.

    A domain may be written in letters of other widths, with marks that nobody sees or in any
    script, and a name in quotes: all of that reaches the same mailbox.
    """
    name, _at, domain = address.lower().rpartition("@")
    if not name.isascii() or name.startswith('"'):
        raise ValueError(f"Not how a mailbox is called: {name!a}")
    return f"{name}@{domain.encode('idna').decode('idna')}"
