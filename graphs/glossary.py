"""The glossary: one word for each concept, in Chinese and in English, with its definition.

Menu labels, headings and the documents take their words from here. A word that used to name the
same concept is listed with it as retired, and a test refuses it in every text of the product.
"""

from __future__ import annotations

from dataclasses import dataclass

from graphs.registry import Registry
from graphs.text import Text

__all__ = ["GLOSSARY", "Term", "heading", "word"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A concept: its word in a sentence, as a heading, its definition, and words it replaces.

    Examples
    --------
    >>> word("host").en, heading("host").zh, GLOSSARY["host"].retired
    ('host', '国企方', ('承接方', 'patron'))
    """

    word: Text
    heading: Text
    definition: Text
    retired: tuple[str, ...]


GLOSSARY: Registry[str, Term] = Registry("term")
"""Every concept by key, in the order a reader meets them."""


def word(key: str) -> Text:
    """Return the word of a concept, as it is written inside a sentence.

    Raises
    ------
    KeyError
        The glossary has no such concept.
    """
    return GLOSSARY[key].word


def heading(key: str) -> Text:
    """Return the word of a concept as a heading, column or menu label.

    Raises
    ------
    KeyError
        The glossary has no such concept.
    """
    return GLOSSARY[key].heading


def _term(key: str, words: str, headings: str, *, zh: str, en: str, retired: str = "") -> None:
    """Declare a concept: its word and its heading as ``Chinese|English``, and its definition."""
    (word_zh, word_en), (heading_zh, heading_en) = words.split("|"), headings.split("|")
    term = Term(
        word=Text(zh=word_zh, en=word_en),
        heading=Text(zh=heading_zh, en=heading_en),
        definition=Text(zh=zh, en=en),
        retired=tuple(retired.split("|")) if retired else (),
    )
    GLOSSARY.declare(key, term)


# What the ledger is about.
_term(
    "organisation",
    "党组织|organisation",
    "党组织|Organisations",
    zh="基层党组织：党支部、党总支、党委、联合党支部等。",
    en="A primary-level Party organisation: branch, general branch, committee, joint branch.",
)
_term(
    "unit",
    "单位|unit",
    "单位|Units",
    zh="党组织所在的法人。",
    en="The legal person an organisation is formed in.",
)
_term(
    "host",
    "国企方|host",
    "国企方|Hosts",
    zh="结对中的国企侧党组织。",
    en="The state-owned-side organisation of a pair.",
    retired="承接方|patron",
)
_term(
    "guest",
    "非公方|guest",
    "非公方|Guests",
    zh="结对中的非公侧党组织。",
    en="The non-public-side organisation of a pair.",
    retired="受助方|被帮扶方|beneficiary",
)
_term(
    "partner",
    "结对方|partner",
    "结对方|Partners",
    zh="一个党组织所结之对的另一方。",
    en="The other end of an organisation's pair.",
)
_term(
    "agreement",
    "协议|agreement",
    "协议|Agreements",
    zh="若干党组织签订的联建协议；续签是另一份协议。",
    en="What organisations sign to build together; a renewal is another agreement.",
)
_term(
    "pair",
    "结对|pair",
    "结对|Pairs",
    zh="一份协议中一个国企方与一个非公方；由协议推出，不另登记。",
    en="A host and a guest of one agreement; derived from it, never recorded by itself.",
    retired="配对|couple|couples",
)
_term(
    "activity",
    "活动|activity",
    "活动|Activities",
    zh="协议之下（或协议之外）开展的一次联建活动。",
    en="Something done under an agreement, or without one.",
)
_term(
    "dormant",
    "沉睡|dormant",
    "沉睡|Dormant",
    zh="结对仍然有效，但在台账所定的月数内没有活动。",
    en="Said of a pair in force without an activity for the number of months the ledger sets.",
    retired="休眠|沉寂|asleep|sleep|sleeps|sleeping",
)
_term(
    "coverage",
    "结对覆盖率|coverage",
    "结对覆盖率|Coverage",
    zh="有有效结对的非公党组织占当日存在的非公党组织之比；总数未载明时不能计算。",
    en="Non-public organisations with a pair in force, of those alive on the day; not computable where their number is not stated.",
)
_term(
    "chain",
    "产业链|chain",
    "产业链|Chains",
    zh="产业链的环节、成员和牵头党组织。",
    en="An industry chain: its segments, members and lead organisation.",
)
_term(
    "division",
    "区划|division",
    "区划|Divisions",
    zh="省、市、县、乡镇、村各级地域。",
    en="A place: province, city, county, township, village.",
)
_term(
    "township",
    "乡镇（街道）|township",
    "乡镇（街道）|Townships",
    zh="县（区）之下的一级区划，街道同列。",
    en="The level of division below a county or district; a subdistrict counts as one.",
    retired="街镇|towns",
)
_term(
    "collective",
    "合并记录|collective",
    "合并记录|Collectives",
    zh="代表若干个未具名党组织、单位或协议的一条记录，带数目或其上下限。",
    en="One record that stands for several unnamed ones, with their number or its bounds.",
)
_term(
    "not_stated",
    "未载明|not stated",
    "未载明|Not stated",
    zh="来源没有写；不等于零，也不等于不适用。",
    en="The source does not say; neither zero nor not applicable.",
)
_term(
    "statement",
    "上报数|reported figure",
    "上报数|Reported figures",
    zh="有人上报或报道的一个数，与台账自己的数对照，从不改写台账。",
    en="A figure somebody reported; set opposite the ledger's own count, never overwriting it.",
    retired="报道数",
)
_term(
    "measure",
    "统计项|measure",
    "统计项|Measures",
    zh="台账能算出的一个数，附单位和定义。",
    en="A figure the ledger computes, with unit and definition.",
)
# How the ledger is looked at.
_term(
    "overview",
    "总览|overview",
    "总览|Overview",
    zh="一个范围的主要统计项、需要关注的事项和上报数。",
    en="The main measures of a scope, what needs attention, and reported figures.",
)
_term(
    "network",
    "关系图|network",
    "关系图|Network",
    zh="党组织为点、结对为线的图。",
    en="Organisations as marks and pairs as lines between them.",
)
_term(
    "scope",
    "范围|scope",
    "范围|Scopes",
    zh="所看的部分：一个区划、一条产业链，或一个党组织的周围。",
    en="The part looked at: a division, a chain, or the surroundings of one organisation.",
    retired="辖区",
)
_term(
    "as_of",
    "时点|as of",
    "时点|As of",
    zh="所看的是哪一天的事实。",
    en="The day whose facts are looked at.",
)
_term(
    "download",
    "下载|download",
    "下载|Download",
    zh="当前视图的边表、点表、图和清单，一个压缩包。",
    en="The lists and the picture of exactly this view, with a manifest, in one zip.",
)
_term(
    "question",
    "问题|question",
    "提问|Ask",
    zh="向台账提的一个问题，附参数；答案有表、图和依据。",
    en="A question to the ledger, with parameters; answered by table, picture and figures.",
)
_term(
    "brief", "简报|brief", "简报|Brief", zh="一个范围、一期的一页纸。", en="A period on one page."
)
_term("help", "帮助|help", "帮助|Help", zh="导览、算法和名词。", en="A tour, definitions, words.")
# How pairs are proposed.
_term(
    "plan",
    "方案|plan",
    "拟定方案|Plan",
    zh="求解得到的一组建议结对，附理由和证明。",
    en="Proposed pairs as they are solved, with reasons and a proof.",
)
_term(
    "plan_settings",
    "设置|settings",
    "设置|Settings",
    zh="规划人员的要求：为谁拟定、侧重什么、有哪些限制。",
    en="What the planner wants: for whom, what matters, what the limits are.",
    retired="wish|wishes",
)
_term(
    "criterion",
    "评价项|criterion",
    "评价项|Criteria",
    zh="给一对打分的一个方面，附权重。",
    en="One thing a pair is scored by, with a weight.",
    retired="打分项",
)
_term(
    "slot",
    "名额|slot",
    "名额|Slots",
    zh="一个国企方还能再结的一对。",
    en="One more pair that a host can take on.",
)
_term(
    "scenario",
    "情景|scenario",
    "情景|Scenarios",
    zh="取了名存放的一个方案，可相互对照。",
    en="A plan kept under a name, to be compared.",
)
_term(
    "proposal",
    "结对方案|proposal",
    "结对方案|Proposals",
    zh="存入台账、走审批流程的方案。",
    en="A plan kept in the ledger, on its way through approval.",
)
_term(
    "approval",
    "审批|approval",
    "方案审批|Approvals",
    zh="由拟定岗位以外的岗位批准结对方案。",
    en="The decision on a proposal, by another post than the one that made it.",
)
# How the ledger is kept.
_term(
    "ledger",
    "台账|ledger",
    "台账|Ledgers",
    zh="全部记录及其历史，一个文件或一个数据库。",
    en="All records with their history, in one file or database.",
    retired="账本",
)
_term(
    "record",
    "记录|record",
    "记录|Records",
    zh="台账中登记的一项。",
    en="One thing entered in the ledger.",
)
_term(
    "revision",
    "版|revision",
    "版本|Revisions",
    zh="一次写入台账的全部修改，从 0 起编号，可撤销。",
    en="All that was written to the ledger at one time; numbered from 0, can be undone.",
    retired="修订",
)
_term(
    "history",
    "历史|history",
    "历史|History",
    zh="每一版由哪个岗位、何时、为何写入，改了什么。",
    en="Which post wrote each revision, when and why, and what it changed.",
)
_term(
    "import",
    "导入|import",
    "导入|Import",
    zh="把工作簿或文本文件与台账比较，写成一版。",
    en="Workbooks or text files compared with the ledger and written as one revision.",
)
_term(
    "issue",
    "导入问题|issue",
    "导入问题|Issues",
    zh="导入的文件中一行或一格的毛病，附改法。",
    en="What is wrong with a row or cell of an imported file, with how to correct it.",
    retired="问题清单|发现的问题|trouble|troubles",
)
_term(
    "error",
    "错误|error",
    "错误|Errors",
    zh="使文件读不了、使写入被拒绝的情况。",
    en="What keeps a file from being read, or a change from being written.",
)
_term(
    "finding",
    "检查发现|finding",
    "检查发现|Findings",
    zh="台账中不合一条规则之处。",
    en="A place in the ledger that breaks a rule.",
    retired="检查问题",
)
_term(
    "waiver",
    "豁免|waiver",
    "豁免|Waivers",
    zh="附理由、到期日，对一处检查发现不再追究。",
    en="A finding set aside with a reason until a day.",
    retired="免检",
)
_term(
    "duplicate",
    "疑似重复|duplicate",
    "查重|Duplicates",
    zh="可能登记了同一对象的两条记录。",
    en="Two records that may be of one and the same thing.",
)
_term(
    "organisation_change",
    "组织变动|organisation change",
    "组织变动|Organisation changes",
    zh="一个党组织的更名、升格、合并、分设或撤销，注明日期，可撤销。",
    en="An organisation renamed, upgraded, merged, split or dissolved, on a day; can be undone.",
    retired="organisation event|organisation events",
)
_term(
    "post",
    "岗位|post",
    "岗位|Posts",
    zh="经办者；只写岗位，不写姓名。",
    en="Who acts in the ledger: a post, never a name.",
)
_term(
    "synthetic",
    "虚构|invented",
    "虚构|Invented",
    zh="编造的演示数据；凡显示、导出处都注明。",
    en="Made up for demonstration; marked wherever it is shown or exported.",
)
