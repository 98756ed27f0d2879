"""The agreement template that ships, made once; afterwards an office edits it in Word or WPS.

Sources of its terms: agreements in print name two responsible secretaries, an activity every half
year, one or two joint meetings a year, at least one concrete matter a year for the other side and
an annual summary (税务局机关党委与商会党支部, 2014); principles, goals, 组织联动、发展联促、活动联办、
党员联训、阵地联建 (高校与街道党支部). They are an offer: what the parties agree on replaces them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from graphs.interchange import (
    document_bytes,
    new_document,
    put_heading,
    put_paragraph,
    put_table,
)
from graphs.text import Language, Text

__all__ = ["agreement_template"]

_Say: TypeAlias = Callable[[str, str], None]

_DAY = Text(zh="　　　　年　　月　　日", en="____________")
_LINE = "_" * 30
_TITLE = Text(zh="党建联建协议书", en="Party co-building agreement")

_NOTHING = Text(zh="（签订时未列明，由各方另行补充）", en="(none listed; the parties may add)")
_LISTS = (
    ("needs", Text(zh="需求清单", en="Needs")),
    ("resources", Text(zh="资源清单", en="Resources")),
    ("projects", Text(zh="项目清单", en="Projects")),
)
_ITEM_HEADS = (
    Text(zh="提出方", en="Party"), Text(zh="类别", en="Category"), Text(zh="事项", en="Item"),
)  # fmt: skip
_MATCH_HEADS = (
    Text(zh="类别", en="Category"), Text(zh="需求方", en="Needed by"), Text(zh="需求", en="Need"),
    Text(zh="提供方", en="Offered by"), Text(zh="资源或项目", en="Resource or project"),
)  # fmt: skip
_SIGN_HEADS = (
    Text(zh="党组织（盖章）", en="Organisation (seal)"),
    Text(zh="党组织书记（签字）", en="Secretary (signature)"),
    Text(zh="联络岗位及电话", en="Liaison post, telephone"),
    Text(zh="日期", en="Date"),
)

_ACTIVITIES = (
    ("（一）组织联动：党组织负责人定期沟通，互相参加有关会议，交流党务工作经验。",
     "(a) Organisation: the secretaries meet regularly, join each other's meetings, share practice."),
    ("（二）党员联训：共同开展理论学习和党员教育，互派师资，共用教材和场所。",
     "(b) Members: joint study and training, with shared teachers, materials and rooms."),
    ("（三）活动联办：共同开展主题党日、志愿服务、技术攻关等活动。",
     "(c) Activities: theme days, voluntary service and technical work held together."),
    ("（四）阵地联建：党员活动场所和宣传阵地相互开放。",
     "(d) Places: activity rooms and notice boards are open to each other."),
    ("（五）发展联促：围绕产业协作、技术、用工、市场等需求，每年为对方各办不少于一件实事。",
     "(e) Development: at least one concrete matter a year for each other side."),
)  # fmt: skip


def agreement_template(language: Language) -> bytes:
    """Return the template in one language; it never changes by itself, so neither do its bytes.

    Examples
    --------
    >>> agreement_template("en") == agreement_template("en")
    True
    """
    paper = new_document(_TITLE, language)

    def say(zh: str, en: str) -> None:
        put_paragraph(paper, Text(zh=zh, en=en).say(language))

    def head(zh: str, en: str) -> None:
        put_heading(paper, Text(zh=zh, en=en).say(language))

    put_paragraph(paper, "{%p if synthetic %}")
    say("（虚构演示数据，不作签约之用）", "(Invented demonstration data; not for signing)")
    put_paragraph(paper, "{%p endif %}")
    say(f'编号：{{{{ reference or "{_LINE}" }}}}', f'No. {{{{ reference or "{_LINE}" }}}}')
    _parties(paper, language)
    head("一、联建原则", "1. Principles")
    say(
        "各方坚持平等自愿、优势互补、资源共享、务求实效、共同提高，以党建联建促进各方发展。"
        "各方的隶属关系、产权关系和管理权限不因联建而改变。",
        "The parties act as equals and of their own will, complement each other, share resources, "
        "seek results and improve together. Superiors, property and powers stay as they are.",
    )
    head("二、联建目标", "2. Goals")
    put_paragraph(paper, f'{{{{ goals or "{_LINE}" }}}}')
    _activities(say, head)
    _lists(paper, language)
    _terms(say, head)
    _signatures(paper, language)
    _set(paper, language)
    return document_bytes(paper)


def _set(paper: Any, language: Language) -> None:
    """Headings stay with what follows, Chinese paragraphs are indented, signatures have room."""
    from docx.enum.table import WD_ROW_HEIGHT_RULE
    from docx.shared import Mm, Pt

    for line in paper.paragraphs[1:]:
        shape = line.paragraph_format
        if line.runs and line.runs[0].bold:
            shape.keep_with_next, shape.space_before = True, Pt(14)
        else:
            shape.first_line_indent = Pt(28) if language == "zh" else None
            shape.space_before = Pt(4)
            shape.space_after = Pt(4)
    row = paper.tables[-1].rows[2]  # the one that is repeated
    row.height, row.height_rule = Mm(24), WD_ROW_HEIGHT_RULE.AT_LEAST


def _parties(paper: Any, language: Language) -> None:
    put_paragraph(paper, "{%p for party in parties %}")
    words = Text(
        zh="{{ party.letter }}：{{ party.name }}"
        "{% if party.unit %}（所在单位：{{ party.unit }}）{% endif %}",
        en="{{ party.letter }}: {{ party.name }}"
        "{% if party.unit %} (formed in: {{ party.unit }}){% endif %}",
    )
    put_paragraph(paper, words.say(language))
    put_paragraph(paper, "{%p endfor %}")
    lead = Text(
        zh="为发挥党组织战斗堡垒作用和党员先锋模范作用，推动国有企业与非公有制企业党组织"
        "结对共建、互促共进，经各方协商一致，订立本协议。",
        en="So that Party organisations of state-owned and non-public enterprises build together "
        "and help each other forward, the parties have agreed as follows.",
    )
    put_paragraph(paper, lead.say(language))


def _activities(say: _Say, head: _Say) -> None:
    head("三、联建内容", "3. What is done together")
    for zh, en in _ACTIVITIES:
        say(zh, en)


def _lists(paper: Any, language: Language) -> None:
    title = Text(zh="四、需求、资源、项目清单", en="4. Needs, resources, projects")
    put_heading(paper, title.say(language))
    row = ["{{ item.party }}", "{{ item.category }}", "{{ item.title }}"]
    for name, label in _LISTS:
        put_paragraph(paper, label.say(language))
        _table(paper, name, _ITEM_HEADS, row, language)
    put_paragraph(paper, Text(zh="供需对接", en="What meets what").say(language))
    names = ("category", "need_party", "need", "offer_party", "offer")
    row = [f"{{{{ item.{name} }}}}" for name in names]
    _table(paper, "matches", _MATCH_HEADS, row, language)


def _table(
    paper: Any, name: str, heads: Sequence[Text], row: list[str], language: Language
) -> None:
    """A table where there is something to list, a line where there is not."""
    blank = [""] * (len(heads) - 1)
    put_paragraph(paper, f"{{%p if {name} %}}")
    lines = [[f"{{%tr for item in {name} %}}", *blank], row, ["{%tr endfor %}", *blank]]
    put_table(paper, [head.say(language) for head in heads], lines)
    put_paragraph(paper, "{%p else %}")
    put_paragraph(paper, _NOTHING.say(language))
    put_paragraph(paper, "{%p endif %}")


def _terms(say: _Say, head: _Say) -> None:
    head("五、工作机制", "5. How it is run")
    say(
        "各方党组织书记为第一责任人，各明确一名联络员，共同制定年度计划。"
        '联建活动{{ cadence or "每半年至少开展一次" }}；联席会议每年召开一至两次；'
        "每年年底共同总结。",
        "The secretaries are responsible; each party names a liaison; a plan is made every year. "
        'Activities: {{ cadence or "at least one every half year" }}; one or two joint meetings a '
        "year; a joint summary at the end of the year.",
    )
    head("六、协议期限", "6. Term")
    say(
        f'本协议自{{{{ starts_on or "{_DAY.zh}" }}}}起至{{{{ ends_on or "{_DAY.zh}" }}}}止。'
        "期满前三个月由各方协商续签事宜；续签的，另行签订协议。",
        f'From {{{{ starts_on or "{_DAY.en}" }}}} to {{{{ ends_on or "{_DAY.en}" }}}}. Three months '
        "before the end the parties talk about a renewal, which is a new agreement.",
    )
    head("七、评估与终止", "7. Evaluation and ending")
    say(
        "各方每年对照目标和清单进行评估，以事项办结和双方实际受益为准，结果互相反馈并报上级党组织。"
        "一方提出终止的，应提前一个月告知其他各方；党组织撤销或合并的，由承继的党组织协商处理。",
        "Each year the parties measure goals and lists by what was done and what each side gained, "
        "tell each other and report above. Who wants to end it says so a month before; where an "
        "organisation is dissolved or merged, its successor settles it.",
    )
    head("八、其他", "8. Other matters")
    say(
        "本协议一式{{ parties|length + 1 }}份，各方各执一份，报审批岗位备案一份，自各方盖章之日起生效。"
        f'审批岗位：{{{{ approver or "{_LINE}" }}}}。',
        "Made in {{ parties|length + 1 }} copies: one for each party, one for the approving post; in "
        f'force when all seals are set. Approving post: {{{{ approver or "{_LINE}" }}}}.',
    )


def _signatures(paper: Any, language: Language) -> None:
    title = Text(zh="签章", en="Signatures")
    put_heading(paper, title.say(language))
    day = f'{{{{ signed_on or "{_DAY.say(language)}" }}}}'
    lines = [
        ["{%tr for party in parties %}", "", "", ""],
        ["{{ party.letter }}：{{ party.name }}" if language == "zh"
         else "{{ party.letter }}: {{ party.name }}", "", "", day],
        ["{%tr endfor %}", "", "", ""],
    ]  # fmt: skip
    put_table(paper, [head.say(language) for head in _SIGN_HEADS], lines)
