"""Keys and texts for forms, for tests: ``enter`` is a key, ``day=2026-12-24`` is typed into a field."""

from textual.pilot import Pilot

from tui.widgets.form_line import Blank, FormLine


async def typed(pilot: Pilot[None], *keys: str) -> None:
    """Keys and texts one after the other, then calm."""
    for key in keys:
        name, is_text, text = key.partition("=")
        if is_text:
            box = pilot.app.screen.query_one(f"#field-{name}", FormLine).query_one(Blank)
            box.focus()
            await pilot.pause()
            box.value = text
            await pilot.pause()
        else:
            await pilot.press(key)
    await calm(pilot)


async def calm(pilot: Pilot[None]) -> None:
    """Until nothing runs and everything is drawn."""
    await pilot.pause()
    while any(not worker.is_finished for worker in pilot.app.workers):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
    await pilot.pause()
