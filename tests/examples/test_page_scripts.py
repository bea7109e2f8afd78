"""The page scripts of the statistics examples: what they calculate is what the examples calculate."""

# ruff: noqa: S311

from __future__ import annotations

import json
import math
import random
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from examplekit import EXAMPLES, example
from projectkit import ROOT

SCRIPTS = sorted(EXAMPLES.glob("*/play.js"))
TSC = "--noEmit --skipLibCheck --checkJs --strict --target ES2022 --module ES2022 --moduleResolution bundler --moduleDetection force --lib ES2023,DOM,DOM.Iterable"


def calculated(tmp_path: Path, id_: str, code: str) -> Any:
    """What an expression over the names of a page script comes to."""
    if shutil.which("node") is None:
        pytest.skip("needs node")
    shutil.copy(EXAMPLES / id_ / "play.js", tmp_path / "play.mjs")
    (tmp_path / "main.mjs").write_text(f'import * as play from "./play.mjs";\nconsole.log(JSON.stringify({code}));\n')
    done = subprocess.run(["node", "main.mjs"], cwd=tmp_path, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_types() -> None:
    if shutil.which("tsc") is None:
        pytest.skip("tsc is not here; install it with: npm install --global typescript")
    for what in (["-p", str(ROOT / "kbsite/site/assets/run")], [*TSC.split(), *map(str, SCRIPTS)]):
        assert subprocess.run(["tsc", *what], capture_output=True, text=True, check=False).stdout == ""


@pytest.mark.parametrize("kind", ["SIGMOID", "RELU"])
def test_gradients_shrink_as_they_do_in_the_example(tmp_path: Path, kind: str) -> None:
    """The random numbers differ, so the rate at which a layer takes from the gradient is compared, not each size."""
    sizes = calculated(tmp_path, "sigmoid-and-relu", f"play.gradientSizes(play.{kind}, 10, {1 if kind == 'SIGMOID' else 2})")
    depth = example("sigmoid-and-relu")
    seeds = [depth.gradient_sizes({"SIGMOID": "sigmoid", "RELU": "ReLU"}[kind], random.Random(seed)) for seed in range(6)]
    rates = [(row[0] / row[-1]) ** (1 / 9) for row in seeds]
    assert sizes[-1] == pytest.approx(1)
    assert min(rates) * 0.9 < (sizes[0] / sizes[-1]) ** (1 / 9) < max(rates) * 1.1


@pytest.mark.parametrize("name", ["linear", "logistic", "poisson", "gamma"])
def test_the_fit_in_the_page_is_that_of_the_example(tmp_path: Path, name: str) -> None:
    family = f"play.FAMILIES.{name}"
    code = f"{{data: play.dataOf({family}), top: play.fitted({family}, play.dataOf({family})), walk: [0, 0.1, 0.3].map((d) => play.likelihood({family}, play.dataOf({family}), play.fitted({family}, play.dataOf({family})).map((one) => one + d)))}}"
    found = calculated(tmp_path, "regression-as-likelihood", code)
    regression = example("regression-as-likelihood")
    xs, ys = zip(*found["data"], strict=True)
    a, b, _, spread = regression.fit(regression.FAMILIES["Poisson" if name == "poisson" else name], xs, ys)
    assert found["top"] == pytest.approx([a, b], abs=1e-6)
    assert abs(b - regression.TRUE_B) < 3 * spread
    assert found["walk"] == sorted(found["walk"], reverse=True)


def test_the_days_in_the_page_are_those_of_the_example(tmp_path: Path) -> None:
    printed = {"cookies": 30, "pets": 30, "treasures": 9, "chosen": 2, "maps": 7, "minutes": 4, "hours": 24}
    code = ", ".join(
        f"play.arithmetic({json.dumps({**printed, **changed})}).days" for changed in ({}, {"hours": 3}, {"maps": 56}, {"chosen": 0})
    )
    pairs = math.comb(9, 2)
    days = example("game-balance-days").days
    assert calculated(tmp_path, "game-balance-days", f"[{code}]") == [630, 5040, days(30, 30, pairs, 56), days(30, 30, 1, 7)]


def test_the_progress_of_a_training_is_read_from_its_output(tmp_path: Path) -> None:
    output = "player  jellies\\nDQN, 500 updates            12.3             3%\\nDQN, 1000 updates           20.0            30%\\nDQN, 15"
    code = f'[play.progressOf("{output}"), play.progressOf("nothing") ?? null]'
    assert calculated(tmp_path, "dqn-runner-pure", code) == [{"done": 1000, "jellies": "20.0"}, None]
