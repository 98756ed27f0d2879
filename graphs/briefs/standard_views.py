"""The views to present where a ledger keeps none of its own: its network and its chains."""

from __future__ import annotations

from graphs.model import SavedView, Snapshot
from graphs.scene import LAYOUTS, pictures
from graphs.text import Text

__all__ = ["standard_views"]

_MOST_CHAINS = 8


def standard_views(snapshot: Snapshot) -> tuple[SavedView, ...]:
    """Return the first pictures of a snapshot as views; their sentence is that of the picture.

    Examples
    --------
    >>> import datetime as dt
    >>> from graphs.model import Chain, Division
    >>> records = [Division(id="d", name="甲区"), Chain(id="c", name="花卉")]
    >>> snapshot = Snapshot.from_records(records, as_of=dt.date(2010, 6, 15))
    >>> [(each.id, each.title) for each in standard_views(snapshot)][-1]
    ('standard:chain:c', '花卉')
    """
    offered = pictures(snapshot)
    layout = next(iter(LAYOUTS))
    chains = [key for key in offered if key.startswith("chain:")][:_MOST_CHAINS]
    titles = {"page": offered.get("page", _WHOLE), layout: _WHOLE}
    kept = [key for key in ("page", layout, *chains) if key in offered]
    return tuple(
        SavedView(
            id=f"standard:{key}",
            title=titles.get(key, offered[key]).zh,
            title_en=titles.get(key, offered[key]).en,
            order=place,
            address=f"picture={key}",
        )
        for place, key in enumerate(kept, start=1)
    )


_WHOLE = Text(zh="谁和谁结对", en="Who is paired with whom")
