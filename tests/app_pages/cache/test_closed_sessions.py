"""A closed session is shut down when its time is over, or when another needs its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from app_pages.parts.cache.closed_sessions import ClosedSessions, tend_closed_sessions


@dataclass
class Session:
    id: str
    ends: list[str] = field(default_factory=list)

    def shutdown(self) -> None:
        self.ends.append("shut down")


@dataclass
class Info:
    session: Session


def put(waiting: ClosedSessions, ident: str) -> Session:
    info: Any = Info(Session(ident))
    waiting.save(info)
    return info.session


def test_one_whose_time_is_over_is_shut_down_once():
    clock = [0.0]
    waiting = ClosedSessions(seconds=10, clock=lambda: clock[0])
    first = put(waiting, "a")
    clock[0] = 5.0
    second = put(waiting, "b")
    clock[0] = 11.0
    waiting.expire()
    waiting.expire()
    assert (first.ends, second.ends) == (["shut down"], [])
    assert waiting.get("a") is None
    assert waiting.get("b").session is second


def test_one_that_makes_room_is_shut_down():
    waiting = ClosedSessions(seconds=100, most=2)
    sessions = [put(waiting, f"{number}") for number in range(3)]
    assert [each.ends for each in sessions] == [["shut down"], [], []]


def test_whoever_keeps_something_of_a_session_is_told_that_it_is_gone():
    gone: list[str] = []
    waiting = ClosedSessions(seconds=100, most=2, ended=gone.append)
    for number in range(3):
        put(waiting, f"{number}")
    waiting.delete("1")
    assert gone == ["0"]


def test_one_that_is_closed_again_waits_anew():
    clock = [0.0]
    waiting = ClosedSessions(seconds=10, clock=lambda: clock[0])
    put(waiting, "a")
    clock[0] = 8.0
    again = put(waiting, "a")
    clock[0] = 12.0
    assert waiting.get("a").session is again
    assert len(waiting.list()) == 1


def test_one_that_is_taken_up_again_lives_on():
    waiting = ClosedSessions(seconds=0)
    session = put(waiting, "a")
    waiting.delete("a")
    waiting.expire()
    assert session.ends == []


def test_outside_a_server_there_is_nothing_to_tend():
    assert tend_closed_sessions(lambda _ident: None) is None
