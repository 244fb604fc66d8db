"""The scenarios, in the order in which ``all`` runs them. Each begins in the site's initial plant state."""

from collections.abc import Callable
from dataclasses import dataclass

from lab.bench import Bench
from lab.laboratory import Laboratory
from lab.report import Outcome
from lab.scenarios import (
    addresses,
    backwards,
    controller_killed,
    decoy_killed,
    fingerprints,
    nmap,
    normal,
    plant_state,
    proof,
    raw_path,
    rogue,
    self_test,
    switch_away,
    tagged_out,
    twins,
)


@dataclass(frozen=True)
class Options:
    """``seconds`` of permitted traffic in `normal`, ``changes`` of the plant state in `plant-state`; ``long`` tries many
    more `fingerprints`, drawn with ``seed``."""

    seconds: float = 30.0
    changes: int = 20
    long: bool = False
    seed: int | None = None


Scenario = Callable[[Laboratory, Outcome, Options], None]
PlantlessScenario = Callable[[Bench, Outcome, Options], None]

# these run first, before there is a plant that could disturb their measuring
WITHOUT_PLANT: dict[str, PlantlessScenario] = {
    "addresses": addresses.run,
    "fingerprints": fingerprints.run,
    "raw-path": raw_path.run,
    "twins": twins.run,
}

WITH_PLANT: dict[str, Scenario] = {
    "normal": normal.run,
    "plant-state": plant_state.run,
    "proof": proof.run,
    "tagged-out": tagged_out.run,
    "nmap": nmap.run,
    "rogue": rogue.run,
    "backwards": backwards.run,
    "switch-away": switch_away.run,
    "controller-killed": controller_killed.run,
    "decoy-killed": decoy_killed.run,
    "self-test": self_test.run,
}

SCENARIOS: dict[str, Scenario | PlantlessScenario] = WITHOUT_PLANT | WITH_PLANT
