"""Translate Streamlit's own interface texts, which it cannot do itself."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping

import streamlit as st
from streamlit.components.v2 import component
from streamlit.errors import StreamlitAPIException

from app_pages.parts.frame.view import follow
from graphs.text import Language

__all__ = ["keep_look", "last_look", "translate_chrome"]

_LOOK = "look"

_CHINESE: Mapping[str, str] = {
    "Skip to main content": "跳到正文",
    "Upload": "上传",
    "Add files": "添加文件",
    "Error:": "错误：",
    "Drag and drop a file here": "把文件拖到这里",
    "Drag and drop files here": "把文件拖到这里",
    "Browse files": "选择文件",
    "Drag and drop file here": "把文件拖到这里",
    "Choose an option": "请选择",
    "Choose options": "请选择",
    "No results": "没有结果",
    "No options to select": "没有可选项",
    "Clear all": "全部清除",
    "Select all": "全选",
    "Page not found": "没有这个页面",
    "Fullscreen": "全屏",
    "Close fullscreen": "退出全屏",
    "Download as CSV": "下载为 CSV",
    "Search": "搜索",
    "Show/hide columns": "显示或隐藏列",
    "Rerun": "重新运行",
    "Settings": "设置",
    "Print": "打印",
    "Record screen": "录屏",
    "Running...": "正在运行…",
    "Connecting": "正在连接",
    "Connection error": "连接出错",
    "Sort ascending": "升序",
    "Sort descending": "降序",
    "Autosize": "自动列宽",
    "Pin column": "固定列",
    "Unpin column": "取消固定",
    "Hide column": "隐藏列",
    "Statistics": "统计",
    "Format": "格式",
    "Open": "打开",
    "Close": "关闭",
    "Clear value": "清除",
    "Clear date": "清除日期",
    "Choose date": "选择日期",
    "Previous month": "上个月",
    "Next month": "下个月",
    "Previous page": "上一页",
    "Next page": "下一页",
    "Previous Result": "上一个结果",
    "Next Result": "下一个结果",
    "Pagination": "翻页",
    "Close Search": "关闭搜索",
    "Increment": "增加",
    "Decrement": "减少",
    "Main menu": "主菜单",
    "App pages": "页面",
    "Sidebar": "侧栏",
    "Expand sidebar": "展开侧栏",
    "Collapse sidebar": "收起侧栏",
    "Scroll tabs left": "向左滚动",
    "Scroll tabs right": "向右滚动",
    "Link to heading": "链接到此标题",
    "Dataframe column menu": "列菜单",
    "Copy column name": "复制列名",
    "Selected values": "已选的值",
    "Notifications": "通知",
    "Stop script": "停止",
    "Theme": "外观",
}


def translate_chrome(language: Language) -> None:
    """Put Streamlit's own texts, and the page's language, into the language of the session.

    It also follows links of cards and lists within the session, where a browser would load anew.
    """
    try:
        draw = component("graphs.chrome", js="chrome.js")
    except StreamlitAPIException:
        return  # the canvas says how to install the components; words alone break nothing
    words = dict(_CHINESE) if language == "zh" else {}
    draw(
        key="chrome",
        data={
            "words": words,
            "language": "zh-CN" if language == "zh" else "en",
            "look": st.session_state.get(_LOOK, {}),
        },
        on_follow_change=_followed,
    )


def last_look(ledger: str) -> dt.date | None:
    """Return the day this browser last looked at a ledger, before this session; ``None`` if never."""
    words = str(st.context.cookies.get(_cookie(ledger)) or "")
    try:
        return dt.date.fromisoformat(words)
    except ValueError:
        return None


def keep_look(ledger: str, day: dt.date) -> None:
    """Have the browser keep the day that was looked at."""
    st.session_state[_LOOK] = {"name": _cookie(ledger), "day": day.isoformat()}


def _cookie(ledger: str) -> str:
    """Return the name of a ledger's cookie: its key may hold what no cookie's name may."""
    return f"look-{hashlib.sha256(ledger.encode()).hexdigest()[:12]}"


def _followed() -> None:
    link = st.session_state["chrome"].follow
    if link:
        follow(link)
