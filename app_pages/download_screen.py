"""Download screen: exactly the view as lists with a manifest, and its picture."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from app_pages.parts.frame.address_choice import address_choice
from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.screen import Group, Screen
from app_pages.parts.frame.sheet_tables import sheet_table
from app_pages.parts.frame.sidebar import filters_in_sidebar
from app_pages.parts.frame.view import View, current
from app_pages.parts.network.reported_figures import reconciled
from app_pages.parts.network.view_pictures import options, picture, shown_graph
from graphs.access import Area
from graphs.glossary import heading
from graphs.interchange import (
    FORMATS,
    Sheet,
    bundle,
    manifest_line,
    statement_list,
    view_lists,
    view_of,
)
from graphs.interchange import View as Shown
from graphs.model import Snapshot
from graphs.scene import PICTURE_FORMATS, picture_files
from graphs.text import Text

SCREEN = Screen(
    label=heading("download"), icon="download", group=Group.figures, place=3, area=Area.download
)
"""What the menu says of this screen."""


def main() -> None:
    """Draw what will be in the file, then the button that makes it."""
    view = current()
    snapshot = view.snapshot()
    filters_in_sidebar(view, snapshot)
    graph = shown_graph(view, snapshot)
    sheets = (
        *view_lists(snapshot, graph, view.language),
        statement_list(snapshot, reconciled(view, snapshot), view.language),
    )
    shown = view_of(view.address, view.ledger.profile, snapshot)
    st.markdown("## " + view.say(Text(zh="下载当前视图", en="Download this view")))
    st.caption(plain(view.say(manifest_line(snapshot, shown))))
    _choices(view, snapshot, sheets, shown)
    for sheet in sheets:
        words = sheet.label + Text(zh=f"：{len(sheet.rows)} 行", en=f": {len(sheet.rows)} rows")
        if sheet.figure:
            words = words + Text(zh="，", en=", ") + sheet.figure
        st.markdown("**" + view.say(words) + "**")
        sheet_table(sheet, view.language, key=f"download:{sheet.key}", height=260)


def _choices(view: View, snapshot: Snapshot, sheets: tuple[Sheet, ...], shown: Shown) -> None:
    formats = st.multiselect(
        view.say(Text(zh="格式", en="Formats")),
        list(FORMATS),
        format_func=lambda key: FORMATS[key].label.say(view.language),
        placeholder=view.say(Text(zh="选一种或几种", en="Choose one or several")),
        **address_choice(
            "download:formats",
            tuple(key for key, each in FORMATS.items() if each.usual),
            FORMATS,
        ),
    )
    with_picture, button = st.columns([0.7, 0.3], vertical_alignment="bottom")
    listed = options(snapshot)
    none = Text(zh="不附图", en="No picture")
    with with_picture:
        kind = st.selectbox(
            view.say(Text(zh="附图", en="With picture")),
            ["", *listed],
            format_func=lambda key: view.say(listed[key] if key else none),
            **address_choice("download:picture", next(iter(listed)), ["", *listed]),
        )
    drawn = st.pills(
        view.say(Text(zh="图的格式", en="Picture formats")),
        list(PICTURE_FORMATS),
        format_func=lambda key: PICTURE_FORMATS[key].label.say(view.language),
        selection_mode="multi",
        disabled=not kind,
        **address_choice("download:pictures", ("html",), PICTURE_FORMATS),
    )
    name = f"{view.ledger.entry.key}-{snapshot.as_of}.zip"
    with button:
        st.download_button(
            view.say(Text(zh="下载 ZIP", en="Download ZIP")),
            data=_maker(
                view, snapshot, sheets, shown, tuple(formats or ()), kind or "", tuple(drawn or ())
            ),
            file_name=name,
            mime="application/zip",
            type="primary",
            icon=":material/download:",
            on_click="ignore",
            width="stretch",
            key="download:zip",
        )
    hint = Text(
        zh="图按当前筛选画出，均可离线打开。压缩包内的 manifest.json 记有筛选、两个时点、台账摘要和各文件的 SHA-256。",
        en="Pictures are of this view and open offline. manifest.json in the zip keeps the filters, both "
        "clocks, the ledger's digest and the SHA-256 of every file.",
    )
    st.caption(view.say(hint))


def _maker(  # noqa: PLR0917  # captured for another thread, which sees no session
    view: View,
    snapshot: Snapshot,
    sheets: tuple[Sheet, ...],
    shown: Shown,
    formats: tuple[str, ...],
    kind: str,
    drawn: tuple[str, ...],
) -> Callable[[], bytes]:
    def make() -> bytes:
        extra: dict[str, bytes] = {}
        if kind:
            extra |= picture_files(
                picture(view, snapshot, kind),
                drawn,
                title=shown.title,
                line=manifest_line(snapshot, shown),
                language=view.language,
            )
        return bundle(
            snapshot,
            shown,
            sheets,
            graph=shown_graph(view, snapshot),
            formats=formats,
            language=view.language,
            extra=extra,
        )

    return make


if __name__ == "__main__":  # Streamlit runs a page so; the menu only imports it
    main()
