"""The plant state changes again and again while everybody polls.

What stays permitted notices nothing, what is revoked stops, what is granted reaches the real device.
"""

import itertools
import subprocess
import time

from lab.capture import Capture
from lab.changes import Change, judge, spans
from lab.frames import ICMP, SYN, TCP, ACK, Frame
from lab.laboratory import Laboratory
from lab.layout import Conversation
from lab.pollers import PLANS
from lab.report import Outcome

DWELL = 0.8  # seconds in a state
STOP_LIMIT_MS = 100.0
FLOOD_INTERVAL = 0.005


def run(lab: Laboratory, outcome: Outcome, options) -> None:
    lab.settle()
    flood = lab.plant.spawn(
        "hmi1",
        *("ping", "-q", "-n", "-i", str(FLOOD_INTERVAL), lab.layout.devices["meter1"].ip),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        with lab.capture("plant-state") as capture:
            begin = time.time()
            _dry_run(lab, outcome)
            changes, answers = _cycle(lab, options.changes)
            end = time.time()
    finally:
        lab.registry.stop(flood)
    _answers(outcome, changes, answers)
    _polls(lab, outcome, changes, begin, end)
    _revoked(lab, outcome, capture, changes, end)
    _granted(lab, outcome, capture, changes)


def _dry_run(lab: Laboratory, outcome: Outcome) -> None:
    state = lab.rest.plant_state()
    other = next(name for name in lab.layout.states if name != state)
    would = lab.rest.set_plant_state(other, dry_run=True)
    mods = sum(s["added"] + s["removed"] + s["modified"] for s in would["switches"])
    outcome.at_least("rules that a dry run says would change", mods, 1)
    outcome.equal("plant state after the dry run", lab.rest.plant_state(), state)


def _cycle(lab: Laboratory, count: int) -> tuple[list[Change], list[dict]]:
    states = itertools.cycle(lab.layout.states)
    before = next(states)
    changes, answers = [], []
    time.sleep(DWELL)
    for after in itertools.islice(states, count):
        begin = time.time()
        answers.append(lab.rest.set_plant_state(after))
        changes.append(Change(before, after, begin, time.time()))
        before = after
        time.sleep(DWELL)
    return changes, answers


def _answers(outcome: Outcome, changes: list[Change], answers: list[dict]) -> None:
    outcome.equal("plant-state changes", sum(a["changed"] for a in answers), len(changes))
    outcome.equal("changes that a switch did not confirm", sum(bool(a["unconfirmed"]) for a in answers), 0)
    outcome.equal(
        "rules that a switch refused", sum(len(s["refused"]) for a in answers for s in a["switches"]), 0
    )
    took = sorted(change.answered - change.begin for change in changes)
    outcome.figure("REST answer after, median ms", round(took[len(took) // 2] * 1000, 1))
    outcome.figure("REST answer after, longest ms", round(took[-1] * 1000, 1))


def _polls(lab: Laboratory, outcome: Outcome, changes: list[Change], begin: float, end: float) -> None:
    for plan in PLANS:
        permitting = {
            state
            for state in lab.layout.states
            if Conversation(plan.source, plan.target, "tcp", 502) in lab.layout.permitted(state)
        }
        polls = lab.pollers.polls(plan, begin, end)
        verdict = judge(polls, spans(changes, permitting, begin, end), STOP_LIMIT_MS / 1000)
        outcome.equal(f"lost or reset polls {plan.name} while permitted", dict(verdict.lost), {})
        outcome.at_least(f"polls {plan.name} while permitted", verdict.polls, 1)
        if verdict.cuts or verdict.in_flight:
            unclean = {o: n for o, n in verdict.cuts.items() if o not in ("reset", "closed", "refused")}
            outcome.equal(f"sessions {plan.name} that were cut and did not end cleanly", unclean, {})
            outcome.figure(f"cut sessions {plan.name}", dict(verdict.cuts))
            outcome.figure(f"cut sessions {plan.name}, question under way", dict(verdict.in_flight))
            outcome.equal(
                f"polls {plan.name} out of state that were not refused", dict(verdict.wrong_outside), {}
            )
        if verdict.granted:
            outcome.equal(
                f"grants {plan.name} whose first poll the real device answered",
                verdict.reached,
                verdict.granted,
            )
            outcome.figure(
                f"real values {plan.name} after the REST answer, longest ms",
                round(verdict.slowest_reach * 1000, 1),
            )


def _revoked(lab: Laboratory, outcome: Outcome, capture: Capture, changes: list[Change], end: float) -> None:
    """The last frame of a revoked conversation at its target's own interface, against the REST answer.

    Only what its source has sent counts: in a session that is cut, the decoy plane refuses both halves, and its
    reset reaches the target in the source's name.
    """
    last: dict[str, float] = {}
    flowing = 0
    heard = {name: capture.frames(name) for name in lab.layout.devices}
    sent = {name: {frame.raw for _, frame in capture.frames(name, "out")} for name in lab.layout.devices}
    for change, until in zip(changes, [*(c.begin for c in changes[1:]), end]):
        for conversation in lab.layout.permitted(change.before) - lab.layout.permitted(change.after):
            arrived = [
                (at - change.answered) * 1000
                for at, frame in heard[conversation.target]
                if change.begin - DWELL / 2 < at < until
                and _belongs(frame, conversation, lab)
                and frame.raw in sent[conversation.source]
            ]
            if arrived:
                flowing += 1
                name = f"{conversation.source}→{conversation.target} {conversation.kind}"
                last[name] = max(last.get(name, arrived[-1]), arrived[-1])
    outcome.at_least("conversations revoked while their traffic flowed", flowing, len(changes) // 2)
    for name, latest in sorted(last.items()):
        outcome.figure(f"revoked {name}: last frame, ms after the REST answer", round(latest, 2))
    latest = round(max(last.values(), default=0.0), 2)
    outcome.at_most("last frame of revoked traffic, ms after the REST answer", latest, STOP_LIMIT_MS)


def _granted(lab: Laboratory, outcome: Outcome, capture: Capture, changes: list[Change]) -> None:
    """That a granted session is the real device's is counted at its interface too: its SYN arrives there."""
    frames = capture.frames("plc1")
    conversation = Conversation("opc1", "plc1", "tcp", 502)
    grants = [
        change
        for change in changes
        if conversation in lab.layout.permitted(change.after) - lab.layout.permitted(change.before)
    ]
    seen = sum(
        any(
            change.begin < at < change.answered + DWELL
            and _belongs(frame, conversation, lab)
            and frame.ip.flags & (SYN | ACK) == SYN
            for at, frame in frames
        )
        for change in grants
    )
    outcome.equal("grants opc1→plc1 whose SYN arrived at plc1's interface", seen, len(grants))


def _belongs(frame: Frame, conversation: Conversation, lab: Laboratory) -> bool:
    if frame.ip is None or frame.source_mac != lab.layout.devices[conversation.source].mac:
        return False
    if conversation.kind == "ping":
        return frame.ip.protocol == ICMP
    return frame.ip.protocol == TCP and frame.ip.target_port == conversation.port
