"""What a series of plant-state changes did to a client that polled all the while."""

from collections import Counter
from dataclasses import dataclass

from lab.pollers import Poll, between


@dataclass(frozen=True)
class Change:
    """A change of the plant state, asked for at ``begin`` and answered at ``answered``."""

    before: str
    after: str
    begin: float
    answered: float


@dataclass(frozen=True)
class Span:
    """A time in which a conversation was permitted, also while states changed, or was not."""

    permitted: bool
    begin: float
    end: float


def spans(changes: list[Change], permitting: set[str], begin: float, end: float) -> list[Span]:
    """The spans from ``begin`` to ``end``; what lies within a change that turns it belongs to none."""
    if not changes:
        return []
    found, since = [], begin
    for change in changes:
        was, becomes = change.before in permitting, change.after in permitting
        if was != becomes:
            found.append(Span(was, since, change.begin))
            since = change.answered
    found.append(Span(changes[-1].after in permitting, since, end))
    return found


@dataclass(frozen=True)
class Verdict:
    """``lost``: what became of polls in permitted spans. ``cuts``: how sessions ended that were cut.

    ``in_flight``: how those ended whose question was on the wire when the change was asked for: no
    refusal of the steered half can end them before the client asks again. ``wrong_outside``: what a
    client got in spans that do not permit it, other than a refusal. ``reached``: grants after which
    the first poll was answered by the real device, of ``granted``.
    """

    polls: int
    lost: Counter[str]
    cuts: Counter[str]
    in_flight: Counter[str]
    wrong_outside: Counter[str]
    granted: int
    reached: int
    slowest_reach: float


def judge(polls: list[Poll], found: list[Span], grace: float) -> Verdict:
    """``grace``: seconds after the answer in which a cut may still be under way."""
    inside = [(span, between(polls, span.begin, span.end)) for span in found if span.permitted]
    lost: Counter[str] = Counter()
    for _, within in inside:
        # the first poll of a span may be fresh: the client had been cut off before
        lost += Counter(p.outcome for p in within if p.lost)
        lost += Counter("reset" for p in within[1:] if p.fresh and not p.lost)
    cuts = _cuts(polls, found)
    cutting = {cut for cut, _ in cuts}
    outside: Counter[str] = Counter()
    for span in found:
        if not span.permitted:
            after = between(polls, span.begin + grace, span.end)
            outside += Counter(p.outcome for p in after if p.outcome != "refused" and p not in cutting)
    first = [(s, w[0]) for s, w in inside if s is not found[0] and w]
    return Verdict(
        polls=sum(len(within) for _, within in inside),
        lost=lost,
        cuts=Counter(
            cut.outcome if cut else "not cut" for cut, denied in cuts if not cut or cut.begin >= denied.begin
        ),
        in_flight=Counter(cut.outcome for cut, denied in cuts if cut and cut.begin < denied.begin),
        wrong_outside=outside,
        granted=sum(1 for s in found[1:] if s.permitted),
        reached=sum(not poll.lost for _, poll in first),
        slowest_reach=max((poll.end - span.begin for span, poll in first), default=0.0),
    )


def _cuts(polls: list[Poll], found: list[Span]) -> list[tuple[Poll | None, Span]]:
    """For each span that denies what the one before permitted, the poll in which the client noticed."""
    return [
        (next((p for p in polls if p.end > permitted.end and p.lost), None), denied)
        for permitted, denied in zip(found, found[1:])
        if permitted.permitted
    ]
