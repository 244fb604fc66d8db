"""What several scenarios check in the same way."""

from collections import Counter

from lab import counting
from lab.capture import Capture
from lab.laboratory import Laboratory
from lab.layout import Machine
from lab.pollers import PLANS, Poll, PollPlan
from lab.report import Outcome


def plans_permitted(lab: Laboratory, *states: str) -> list[PollPlan]:
    """The pollers whose conversation all these states permit."""
    return [
        plan
        for plan in PLANS
        if all(
            any((c.source, c.target, c.port) == (plan.source, plan.target, 502) for c in there)
            for there in map(lab.layout.permitted, states)
        )
    ]


def no_poll_lost(lab: Laboratory, outcome: Outcome, begin: float, end: float, *states: str) -> None:
    """Clients whose conduit was permitted throughout have noticed nothing."""
    for plan in plans_permitted(lab, *states):
        polls = lab.pollers.polls(plan, begin, end)
        expected = (end - begin) / plan.interval
        outcome.equal(f"lost polls {plan.name}", dict(lost(polls)), {})
        # fewer would mean that a poll hangs or that the client has ended, which is no success
        outcome.at_least(f"polls {plan.name}", len(polls), int(expected * 0.5))
        outcome.figure(f"longest poll {plan.name}, ms", longest(polls))


def lost(polls: list[Poll]) -> Counter[str]:
    """What became of the polls that were not answered truly."""
    return Counter(
        "reset" if poll.outcome == "ok" else poll.outcome
        for poll in polls
        if poll.lost or poll.fresh  # a poll that needed a new connection: the one before was lost
    )


def longest(polls: list[Poll]) -> float:
    return round(max((poll.end - poll.begin for poll in polls), default=0.0) * 1000, 1)


def nothing_leaked(
    lab: Laboratory, outcome: Outcome, capture: Capture, nonce: bytes, intruder: Machine
) -> None:
    """No attack frame reached a real device, and no answer to one any other port than the intruder's."""
    found = {
        name: len(counting.leaks(capture.frames(name), nonce, intruder))
        for name in lab.layout.machines
        if name != intruder.name
    }
    outcome.equal(
        "attack frames and stray answers at other machines",
        {name: count for name, count in found.items() if count},
        {},
    )


def nonce_only_at(lab: Laboratory, outcome: Outcome, capture: Capture, nonces: dict[str, bytes]) -> None:
    """No machine saw a frame that another one sent with its nonce, nor an answer to it."""
    found = {
        f"{asker}'s at {name}": count
        for asker, nonce in nonces.items()
        for name in lab.layout.machines
        if name != asker and (count := sum(nonce in frame.raw for _, frame in capture.frames(name)))
    }
    outcome.equal("attack frames and stray answers at other machines", found, {})


def only_permitted_arrives(
    lab: Laboratory, outcome: Outcome, capture: Capture, state: str, but: str = ""
) -> None:
    """Devices heard only those that the plant state lets them talk to, ``but`` for the intruder's own."""
    found = {}
    for name in lab.layout.devices.keys() - {but}:
        peers = {lab.layout.devices[peer].mac for peer in lab.layout.peers(state, name)}
        if strange := counting.strangers(capture.frames(name), peers):
            found[name] = dict(strange)
    outcome.equal("frames from strangers at devices", found, {})


def addresses(machine: Machine) -> dict[str, str]:
    """As the attack scripts take them."""
    return {"ip": machine.ip, "mac": machine.mac}
