"""What a sentence can be steered toward, and the pattern rules that say whether it got there.

The rules read the words alone: never the MR, never a network. So they are independent evidence of control.
"""

import re
from dataclasses import dataclass

PLACES = (
    "raja indian cuisine|burger king|all bar one|yippee noodle bar|the rice boat|rainbow vegetarian café"
    "|café (adriatic|brazil|rouge|sicilia)|crowne plaza hotel|express by holiday inn"
)
"""Places that others are near to; their names say nothing about a restaurant that is named beside them."""
WHOM = r"(?:customers?|consumers?|users?|guests?|visitors?|reviewers?)"
SCORE = r"(?:ratings?|rated|rates?|reviews?|reviewed|satisfaction|approval|scores?|feedback|rankings?|ranked)"
KIDS = r"(?:famil(?:y|ies)|child(?:ren)?|childs|kids?|babies)"
NOT = r"(?:not(?! only)|non|isn 't|aren 't|doesn 't|don 't|no|nor|never|isnt|n't|cannot|unsuitable|without)"


def _score(grade: str) -> str:
    """A customer rating of that grade: the grade before the word or after it."""
    return (
        rf"\b(?<!above )(?<!below )(?:{grade}) (?:overall )?(?:{WHOM} |customer )?(?:'s |' )?(?:service )?{SCORE}"
        rf"|{SCORE} (?:is |are |as |at |of |it |was |has been |by {WHOM} |from {WHOM} |being )*"
        rf"(?:a |an |very |quite |fairly |only |rather |just )*(?:{grade})\b(?! pric| cost)"
    )


def _price(grade: str) -> str:
    """A price of that grade: the grade before the word or after it."""
    return (
        rf"\b(?:{grade}) (?:food )?(?:pric|cost)|\bpric(?:e|es|ed|ing)(?: ranges?)? "
        rf"(?:is |are |being |at |in |of |from |a |an |the |very |quite |fairly |rather |on )*(?:{grade})\b"
        rf"(?! {WHOM}| {SCORE})"
    )


def _stars(digit: str, word: str) -> str:
    """A rating of so many out of five."""
    return rf"\b(?:{digit}|{word}) (?:stars? )?(?:out of|of|/) (?:5|five)\b|\b(?<!of )(?:{digit}|{word}) stars?\b"


@dataclass(frozen=True)
class Rule:
    """True of a text where `pattern` is found and `unless` is not."""

    pattern: str
    unless: str | None = None

    def holds(self, words: list[str]) -> bool:
        text = plain(words)
        return bool(re.search(self.pattern, text)) and not (self.unless and re.search(self.unless, text))


@dataclass(frozen=True)
class Slot:
    """A slot of the MR with its values as E2E names them, each with its rule."""

    name: str
    rules: dict[str, Rule]

    @property
    def values(self) -> list[str]:
        return list(self.rules)

    def label(self, meaning: dict[str, str]) -> int:
        """The value's place from 1, or 0 where the MR leaves the slot out."""
        value = meaning.get(self.name)
        if value is None:
            return 0
        if value not in self.rules:
            raise ValueError(f"{self.name}: expected one of {', '.join(self.rules)}, got {value!r}")
        return 1 + self.values.index(value)


def plain(words: list[str]) -> str:
    """Lower case, hyphens as spaces, the names of other places taken out: what the rules read."""
    text = " ".join(words).lower().replace("-", " ")
    return re.sub(rf"\b(?:{PLACES})\b", "_", re.sub(r"\s+", " ", text))


ADULTS = (
    rf"\b{NOT} (?:\w+ ){{0,4}}?{KIDS}\b|\badults? only|\bonly adults?|{KIDS} unfriendly|un{KIDS} friendly"
    rf"|nonfamily|{KIDS} (?:are |is )?not\b|no{KIDS} friendly|{KIDS} (?:are |is )?(?:n't|aren 't|isn 't)"
)
SLOTS = (
    Slot(
        "food",
        {
            "Chinese": Rule(r"\bchinese\b"),
            "English": Rule(r"\b(?:english|british)\b"),
            "Fast food": Rule(r"\bfast ?foods?\b"),
            "French": Rule(r"\bfrench\b"),
            "Indian": Rule(r"\bindian\b"),
            "Italian": Rule(r"\bitalian\b|\bpasta\b|\bpizza\b"),
            "Japanese": Rule(r"\bjapanese\b|\bsushi\b"),
        },
    ),
    Slot(
        "price",
        {
            "cheap": Rule(
                rf"\bcheap(?:ly|er)?\b|\binexpensive|\baffordabl|\bbudget\b|{_price('low|lower')}",
                unless=r"\bnot cheap",
            ),
            "less than £20": Rule(
                r"\b(?:less than|under|below|less then|lower than|cheaper than) (?:£ ?)?(?:20|twenty)\b"
            ),
            "£20-25": Rule(r"\b(?:20|twenty) ?(?:£ |pounds )?(?:to |and |– |up to )?(?:£ ?)?(?:25|twenty five)\b"),
            "moderate": Rule(
                rf"\bmoderate(?:ly)? pric|{_price('moderate|moderately|mid|medium|average|reasonable|reasonably')}"
                r"|\bmoderate(?:ly)?\b(?! (?:customer|rat|review))|\bmid range"
            ),
            "high": Rule(
                rf"{_price('high|higher|highly|above average|upper')}|(?<!not )\bexpensive\b|\bprice?y\b"
                r"|\bupscale|\bhigh end"
            ),
            "more than £30": Rule(
                r"\b(?:more than|over|above|at least|upwards of|higher than|more then|greater than|starts? at"
                r"|starting at|exceed\w*|from) (?:£ ?)?(?:30|thirty)\b"
                r"|\b(?:30|thirty)(?: £| pounds)? (?:and|or) (?:up|above|more|over)"
            ),
        },
    ),
    Slot(
        "rating",
        {
            "low": Rule(rf"{_score('low|lower|lowly|poor|poorly|bad|badly')}"),
            "1 out of 5": Rule(_stars("1", "one")),
            "average": Rule(_score("average|averagely|moderate|moderately|mediocre|decent|ok|medium|fair")),
            "3 out of 5": Rule(_stars("3", "three")),
            "high": Rule(
                _score("high|higher|highly|great|good|excellent|well|top|best"),
                unless=r"\bnot (?:\w+ )?(?:well|high(?:ly)?|good|great)\b",
            ),
            "5 out of 5": Rule(_stars("5", "five")),
        },
    ),
    Slot(
        "eatType",
        {
            "coffee shop": Rule(r"\bcoffee ?(?:shop|house|place|bar)s?\b"),
            "pub": Rule(r"\bpubs?\b|\bpublic house"),
            "restaurant": Rule(r"\brestaurants?\b"),
        },
    ),
    Slot(
        "area",
        {
            "city centre": Rule(
                r"\b(?:city|town)(?: 's)? cent(?:re|er)|\bcent(?:re|er) of (?:the )?(?:city|town)|\bcentral"
            ),
            "riverside": Rule(r"\briver ?sides?\b|\b(?:the|a) river\b|\briver (?:area|bank)"),
        },
    ),
    Slot(
        "family",
        {
            "yes": Rule(
                rf"\b{KIDS}(?: \w+)? friendly|\bfriendly (?:to|for|with) (?:\w+ )?{KIDS}"
                rf"|\bwelcom\w+ (?:\w+ ){{0,2}}{KIDS}|\b{KIDS} (?:are |is |and \w+ )*(?:welcom|allowed)"
                rf"|\b(?:for|allows?|bring|take|with) (?:the |all |whole |entire |a |your )*{KIDS}\b"
                rf"|\b(?:all|any) ages?|{KIDS} (?:atmosphere|orientated|oriented|place|pub|restaurant|coffee)",
                unless=ADULTS,
            ),
            "no": Rule(ADULTS),
        },
    ),
)


@dataclass(frozen=True)
class Target:
    """One value of one slot: what a guide aims at (`slot`, `label`) and the rule that judges it."""

    slot: int
    label: int
    rule: Rule
    name: str


def targets() -> list[Target]:
    """Every value of every slot, named like `food: Chinese`."""
    return [
        Target(i, 1 + j, slot.rules[value], f"{slot.name}: {value}")
        for i, slot in enumerate(SLOTS)
        for j, value in enumerate(slot.values)
    ]


MEASURED = (
    *(f"food: {value}" for value in SLOTS[0].values),
    *(f"price: {value}" for value in ("cheap", "moderate", "high")),
    *(f"rating: {value}" for value in ("low", "average", "high")),
    *(f"eatType: {value}" for value in SLOTS[3].values),
    *(f"area: {value}" for value in SLOTS[4].values),
    *(f"family: {value}" for value in SLOTS[5].values),
)
"""The twenty single targets that control is measured by."""
