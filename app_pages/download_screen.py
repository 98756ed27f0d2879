"""Download screen: exactly the view at chosen grains, in chosen formats, with its manifest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import streamlit as st

from app_pages.parts.frame.address_choice import address_choice
from app_pages.parts.frame.list_pages import opened_list, page_of
from app_pages.parts.frame.markdown_text import plain
from app_pages.parts.frame.screen import Group, Screen
from app_pages.parts.frame.sheet_tables import sheet_table
from app_pages.parts.frame.view import View, current
from app_pages.parts.network.grain_lists import grain_lists
from app_pages.parts.network.view_pictures import edits_of, options, picture
from app_pages.parts.sidebar.sidebar import filters_in_sidebar
from graphs import __version__
from graphs.access import Area
from graphs.glossary import heading
from graphs.interchange import (
    FORMATS,
    GRAINS,
    DownloadRequest,
    Sheet,
    grain_bundle,
    left_out,
    manifest_line,
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

_Lists = Mapping[str, tuple[Sheet, ...]]


def main() -> None:
    """Draw the choices, what is held and lost, the button, then the lists that will be in the file."""
    view = current()
    snapshot = view.snapshot()
    filters_in_sidebar(view, snapshot)
    shown = view_of(view.address, view.ledger.profile, snapshot)
    st.caption(plain(view.say(manifest_line(snapshot, shown))))
    grains, formats = _grains(view), _formats(view)
    kind, drawn = _pictures(view, snapshot)
    lists = {key: grain_lists(view, snapshot, key) for key in grains}
    request = DownloadRequest(
        scope=snapshot.scope,
        as_of=snapshot.as_of,
        revision=snapshot.revision,
        language=view.language,
        filters=view.address.filters,
        grains=grains,
        formats=formats,
        picture=kind,
        pictures=drawn if kind else (),
        question=view.address.question,
        settings_of_question=view.address.settings,
    )
    _button(view, snapshot, shown, lists, request)
    _losses(view, lists, formats)
    _manifest(view, snapshot, shown, request)
    _tables(view, lists)


def _grains(view: View) -> tuple[str, ...]:
    chosen = st.multiselect(
        view.say(Text(zh="一行是什么", en="What a row is")),
        list(GRAINS),
        format_func=lambda key: GRAINS[key].label.say(view.language),
        placeholder=view.say(Text(zh="选一种或几种", en="Choose one or several")),
        **address_choice(
            "download:grains", tuple(key for key, each in GRAINS.items() if each.usual), GRAINS
        ),
    )
    return tuple(key for key in GRAINS if key in chosen)


def _formats(view: View) -> tuple[str, ...]:
    chosen = st.multiselect(
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
    return tuple(key for key in FORMATS if key in chosen)


def _pictures(view: View, snapshot: Snapshot) -> tuple[str, tuple[str, ...]]:
    listed = options(snapshot)
    none = Text(zh="不附图", en="No picture")
    which, how = st.columns([0.4, 0.6], vertical_alignment="bottom")
    with which:
        kind = st.selectbox(
            view.say(Text(zh="附图", en="With picture")),
            ["", *listed],
            format_func=lambda key: view.say(listed[key] if key else none),
            **address_choice("download:picture", next(iter(listed)), ["", *listed]),
        )
    with how:
        drawn = st.pills(
            view.say(Text(zh="图的格式", en="Picture formats")),
            list(PICTURE_FORMATS),
            format_func=lambda key: PICTURE_FORMATS[key].label.say(view.language),
            selection_mode="multi",
            disabled=not kind,
            **address_choice("download:pictures", ("html",), PICTURE_FORMATS),
        )
    return kind or "", tuple(drawn or ())


def _button(
    view: View, snapshot: Snapshot, shown: Shown, lists: _Lists, request: DownloadRequest
) -> None:
    name = f"{view.ledger.entry.key}-{snapshot.as_of}.zip"
    st.download_button(
        view.say(Text(zh="下载 ZIP", en="Download ZIP")),
        data=_maker(view, snapshot, shown, lists, request),
        file_name=name,
        mime="application/zip",
        type="primary",
        icon=":material/download:",
        on_click="ignore",
        disabled=not (request.formats and request.grains) and not request.pictures,
        key="download:zip",
    )


def _losses(view: View, lists: _Lists, formats: tuple[str, ...]) -> None:
    """Say what each format leaves out of which list; then what each of both loses anyhow."""
    for key in formats:
        reasons = [
            GRAINS[one].label + Text(zh="——", en=": ") + why
            for one, sheets in lists.items()
            if (why := left_out(FORMATS[key], GRAINS[one], sheets)) is not None
        ]
        if reasons:
            words = (
                FORMATS[key].label + Text(zh="：", en=" — ") + Text.join(reasons, zh="；", en="; ")
            )
            st.caption(":material/info: " + plain(view.say(words)))
    losses = [
        *((GRAINS[key].label, GRAINS[key].loses) for key in lists),
        *((FORMATS[key].label, FORMATS[key].loses) for key in formats if FORMATS[key].loses.zh),
    ]
    title = Text(zh="所选各表和格式不含什么", en="What the chosen rows and formats do not hold")
    with st.expander(view.say(title)):
        for label, words in losses:
            st.markdown(f"**{plain(view.say(label))}** {plain(view.say(words))}")


def _manifest(view: View, snapshot: Snapshot, shown: Shown, request: DownloadRequest) -> None:
    with st.expander(
        view.say(
            Text(
                zh="清单：这份下载的由来和重做",
                en="Manifest: where it is from, and how to repeat it",
            )
        )
    ):
        hint = Text(
            zh="manifest.json 记有产品版本、台账、范围、筛选、时点、台账版本和摘要、每栏的类型与含义、"
            "各文件的 SHA-256。台账再改几版之后，用下面一行仍可做出逐字节相同的文件。",
            en="manifest.json keeps the product's version, ledger, scope, filters, day, revision and digest, "
            "the type and meaning of each column and the SHA-256 of each file. After more revisions this "
            "line still makes the same bytes.",
        )
        st.caption(view.say(hint))
        st.code("python -m graphs export --from-manifest manifest.json", language="bash")
        st.json(
            {
                "ledger": snapshot.ledger,
                "head_digest": snapshot.digest,
                "address": shown.address,
                "made_with": request.settings(),
            },
            expanded=1,
        )


def _tables(view: View, lists: _Lists) -> None:
    """Name each list with its rows; what is in it is sent when it is opened, by page."""
    for key, sheets in lists.items():
        for sheet in sheets:
            words = sheet.label + Text(zh=f"：{len(sheet.rows)} 行", en=f": {len(sheet.rows)} rows")
            if sheet.figure:
                words = words + Text(zh="，", en=", ") + sheet.figure
            place = GRAINS[key].label + Text(zh=" · ", en=" · ") if GRAINS[key].folder else None
            name = f"download:{key}:{sheet.key}"
            with opened_list(plain(view.say(place + words if place else words)), key=name) as shown:
                if shown:
                    rows = page_of(len(sheet.rows), view.language, key=name)
                    page = replace(sheet, rows=sheet.rows[rows])
                    sheet_table(page, view.language, key=name, height=_TABLE)


_TABLE = 420
"""Height of an opened list, in pixels."""


def _maker(
    view: View, snapshot: Snapshot, shown: Shown, lists: _Lists, request: DownloadRequest
) -> Callable[[], bytes]:
    # captured for another thread, which sees no session
    def make() -> bytes:
        extra: Mapping[str, bytes] = {}
        if request.picture:
            extra = picture_files(
                picture(view, snapshot, request.picture, edits_of(view.address)),
                request.pictures,
                title=shown.title,
                line=manifest_line(snapshot, shown),
                language=view.language,
            )
        return grain_bundle(
            snapshot, shown, lists, request=request, extra=extra, version=__version__
        )

    return make


if __name__ == "__main__":  # Streamlit runs a page so; the menu only imports it
    main()
