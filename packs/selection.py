"""Which tools an address asks for, as far as its reader may see them."""

from pages.models import ToolPage


def chosen_tools(request):
    """The readable tools named in the address, in its order."""
    numbers = [
        int(value)
        for value in request.GET.getlist("tool")
        if value.isascii() and value.isdigit() and len(value) < 10
    ]
    tools = ToolPage.objects.live().public().in_bulk(numbers[:40])
    return [tools[number] for number in dict.fromkeys(numbers) if number in tools]
