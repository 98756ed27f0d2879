"""Controls of the objective and the weights, and how far the box of any setting goes."""

from __future__ import annotations

from typing import Any

import streamlit as st

from app_pages.parts.frame.view import View
from app_pages.parts.records.open_form import form_input
from graphs.planning import (
    CRITERIA,
    PRESETS,
    SETTING_LABELS,
    SETTING_RANGES,
    Objective,
    PlanSettings,
)
from graphs.text import Text

__all__ = ["FORM", "chosen_objective", "limits_of", "weights"]

FORM = "plan"
"""The form of all wishes: what was typed into them outlives the screen and the language."""

_OWN, _TAKEN = "own", "plan:preset-taken"
_LONG = 5.0


def limits_of(setting: str) -> dict[str, Any]:
    """Return the least and the most that the box of a setting takes: those declared for it."""
    allowed = SETTING_RANGES[setting]
    made = int if allowed.whole else float
    return {"min_value": made(allowed.least), "max_value": made(allowed.most)}


def chosen_objective(view: View) -> str:
    """Draw presets and objective; return the objective, with its meaning below it."""
    _emphasis(view)
    names = [each.name for each in Objective]
    form_input(FORM, "plan:objective", PlanSettings().objective, names)
    chosen: str = st.selectbox(
        view.say(SETTING_LABELS["objective"]),
        names,
        format_func=lambda name: Objective[name].label.say(view.language),
        key="plan:objective",
    )
    st.caption(view.say(Objective[chosen].meaning))
    return chosen


def _emphasis(view: View) -> None:
    """Draw the presets; the one shown is always that of the weights, else it says "my own"."""
    words = {"": Text(zh="均衡", en="even")}
    words |= {key: each.label for key, each in PRESETS.items()}
    words[_OWN] = Text(zh="自定权重", en="weights of my own")
    for key in CRITERIA:
        form_input(FORM, f"plan:weight:{key}", PlanSettings().weight(key))
    form_input(FORM, "plan:preset", "", words)
    state = st.session_state
    if state["plan:preset"] not in (_OWN, state.get(_TAKEN, "")):
        chosen = _preset(state["plan:preset"])
        for key in CRITERIA:
            state[f"plan:weight:{key}"] = chosen.weight(key)
    weights = {key: state[f"plan:weight:{key}"] for key in CRITERIA}
    fitting = (
        key
        for key in words
        if key != _OWN and all(weights[name] == _preset(key).weight(name) for name in CRITERIA)
    )
    state["plan:preset"] = state[_TAKEN] = next(fitting, _OWN)
    st.selectbox(
        view.say(Text(zh="侧重", en="Emphasis")),
        list(words),
        format_func=lambda key: view.say(words[key]),
        key="plan:preset",
    )


def _preset(key: str) -> PlanSettings:
    return PlanSettings.preset(key) if key else PlanSettings()


def weights(view: View) -> tuple[tuple[str, float], ...]:
    """Draw a slider for each criterion and return the weights."""
    found = []
    with st.expander(view.say(SETTING_LABELS["weights"]), expanded=False):
        for key, each in CRITERIA.items():
            if key == "given":
                continue
            place = f"plan:weight:{key}"
            # Weights are relative; one brought from elsewhere may be larger than a slider is long.
            most = min(max(_LONG, float(st.session_state[place])), SETTING_RANGES["weight"].most)
            value = st.slider(
                each.label.say(view.language),
                float(SETTING_RANGES["weight"].least),
                float(most),
                step=0.5,
                key=place,
            )
            found.append((key, float(value)))
    return tuple(found)
