"""The lab's command line: stay until Ctrl-C, or run scenarios and write their outcome."""

import argparse
import os
import signal
import sys
import time
import traceback
from pathlib import Path

from lab import report, workplace
from lab.bench import Bench
from lab.laboratory import Laboratory
from lab.report import Outcome
from lab.scenarios import SCENARIOS, WITHOUT_PLANT, Options
from lab.workplace import LabBusy, Workplace

INTERACTIVE_PACE = 10.0
FAILED, BUSY = 1, 2
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main(arguments: list[str]) -> int:
    options = _parser().parse_args(arguments)
    if options.list:
        for name, scenario in SCENARIOS.items():
            print(f"{name:18} {sys.modules[scenario.__module__].__doc__.splitlines()[0]}")
        return 0
    if options.enter:
        return _enter(options.enter[0], options.enter[1:])
    for sig in ENDING:
        signal.signal(sig, _interrupt)
    try:
        with Workplace(keep=options.keep) as place:
            return _scenarios(place, options) if options.scenario else _stay(place)
    except LabBusy as busy:
        print(f"lab: {busy}", file=sys.stderr)
        return BUSY
    except KeyboardInterrupt:
        print("lab: interrupted; everything that it made is gone", file=sys.stderr)
        return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="lab",
        description="Starts the lab plant with the controller and its decoy plane, and stays until Ctrl-C;"
        " or runs scenarios, headless.",
    )
    parser.add_argument(
        "--scenario", metavar="NAME", choices=[*SCENARIOS, "all"], help="a name of --list, or all"
    )
    parser.add_argument(
        "--report", type=Path, metavar="FILE", help="write the measured outcome here, as JSON"
    )
    parser.add_argument("--list", action="store_true", help="list the scenarios")
    parser.add_argument(
        "--long", action="store_true", help="100 plant-state changes instead of 20; many more fingerprints"
    )
    parser.add_argument("--changes", type=int, metavar="N", help="that many plant-state changes")
    parser.add_argument(
        "--seed", type=int, metavar="N", help="draw the fingerprints of --long with this seed"
    )
    parser.add_argument("--keep", action="store_true", help="keep captures and logs")
    parser.add_argument(
        "--enter",
        nargs=argparse.REMAINDER,
        metavar="HOST [COMMAND]",
        help="a shell, or a command, on a machine of the lab that runs",
    )
    return parser


def _interrupt(signum: int, _frame: object) -> None:
    for sig in ENDING:
        signal.signal(sig, signal.SIG_IGN)  # a second one must not interrupt the tidying up
    raise KeyboardInterrupt(signal.Signals(signum).name)


def _enter(host: str, command: list[str]) -> int:
    pids = workplace.published_hosts()
    if host not in pids:
        known = ", ".join(pids) or "none: no lab runs"
        print(f"lab: there is no machine {host} (there are {known})", file=sys.stderr)
        return BUSY
    shell = command or ["bash", "--norc"]
    os.environ["PS1"] = f"{host}# "
    os.execvp("mnexec", ["mnexec", "-a", str(pids[host]), *shell])


def _scenarios(place: Workplace, options: argparse.Namespace) -> int:
    names = list(SCENARIOS) if options.scenario == "all" else [options.scenario]
    sizes = Options(
        changes=options.changes or (100 if options.long else Options.changes),
        long=options.long,
        seed=options.seed,
    )
    plantless = [name for name in names if name in WITHOUT_PLANT]
    outcomes: list[Outcome] = []
    try:
        if plantless:
            with Bench.open(place) as bench:
                _each(bench, plantless, sizes, outcomes)
        if len(plantless) < len(names):
            with Laboratory.open(place) as lab:
                _each(lab, [name for name in names if name not in WITHOUT_PLANT], sizes, outcomes)
    except Exception:  # the report must say so, whatever it was
        outcomes.append(
            Outcome("start" if len(outcomes) <= len(plantless) else "end", error=traceback.format_exc())
        )
        print("\n".join(report.lines(outcomes[-1])), flush=True)
    finally:
        if options.report:
            report.write(options.report, outcomes, ["lab", *sys.argv[1:]])
    if options.keep:
        print(f"captures and logs: {place.directory}")
    return 0 if outcomes and all(outcome.passed for outcome in outcomes) else FAILED


def _each(lab: Laboratory | Bench, names: list[str], sizes: Options, outcomes: list[Outcome]) -> None:
    for name in names:
        outcomes.append(_one(lab, name, sizes))
        print("\n".join(report.lines(outcomes[-1])), flush=True)


def _one(lab: Laboratory | Bench, name: str, sizes: Options) -> Outcome:
    """A scenario that fails to come to its end is a scenario that failed; the next one still runs."""
    outcome = Outcome(name)
    begin = time.monotonic()
    try:
        SCENARIOS[name](lab, outcome, sizes)
    except Exception:
        outcome.error = traceback.format_exc() + "\n" + lab.tail()
    outcome.seconds = time.monotonic() - begin
    return outcome


def _stay(place: Workplace) -> int:
    print("starting the plant, the controller and the decoy plane …", flush=True)
    with Laboratory.open(place, INTERACTIVE_PACE) as lab:
        print(_where_to_look(lab), flush=True)
        try:
            while True:
                signal.pause()
        except KeyboardInterrupt:
            print("\ntidying up …", flush=True)
    return 0


def _where_to_look(lab: Laboratory) -> str:
    base = lab.rest.base
    machines = "\n".join(f"  {m.name:7} {m.ip:11}  {m.socket}" for m in lab.layout.machines.values())
    return f"""
The plant runs, in plant state {lab.rest.plant_state()}.

  page         {base}/
  plant state  curl {base}/api/v1/plant-state
               curl -X PUT -H 'Content-Type: application/json' \\
                 -d '{{"state": "maintenance", "reason": "pump 2", "by": "me"}}' {base}/api/v1/plant-state
  incidents    curl {base}/api/v1/incidents
  rules        ovs-ofctl -O OpenFlow13 dump-flows {lab.bridges[0]}
  logs         {lab.directory}

Machines:
{machines}

Be the intruder:  ./lab --enter pc1            then, for instance:  nmap -n -sS -p 502 {lab.layout.subnet}
                  ./lab --enter rogue mbpoll -1 {lab.layout.devices["plc1"].ip}

Ctrl-C ends it and takes everything away."""
