"""The running game, its optimum and its network in plain Python, and the page's game beside them."""

# ruff: noqa: S311

from __future__ import annotations

import json
import random
import shutil
import subprocess
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from examplekit import EXAMPLES, example

dqn = example("dqn-runner-pure")


def brute_force(course: str) -> int:
    """The most jellies over every sequence of actions; what a crash ends still counts."""

    def replay(actions: tuple[int, ...]) -> int:
        return int(dqn.play(course, lambda _course, place, _posture: actions[place])[0])

    return max(replay(actions) for actions in product(dqn.ACTIONS, repeat=len(course) - 1))


@pytest.mark.parametrize("course", ["..o^n^o", "..n.u..", ".^no^uo.", "...nn..o", "..uo^n^.", "nooo", "..^^o^o"])
def test_the_optimum_is_that_of_trying_everything(course: str) -> None:
    assert dqn.optimum(course) == brute_force(course)


def test_every_course_can_be_run_to_its_end() -> None:
    rng = random.Random(1)
    for _ in range(200):
        course = dqn.make_course(rng)
        reached = {0}
        for place in range(len(course) - 1):
            ways = [dqn.step(course, place, posture, action) for posture in reached for action in dqn.ACTIONS]
            reached = {after for _, after, _, crashed in ways if not crashed}
        assert reached, course


def test_a_jump_lasts_three_cells_and_a_slide_two() -> None:
    assert dqn.play("...nnn...", lambda *state: dqn.JUMP if state[1] == 2 else dqn.NOTHING)[1]
    assert not dqn.play("...nnnn..", lambda *state: dqn.JUMP if state[1] == 2 else dqn.NOTHING)[1]
    assert dqn.play("...uu...", lambda *state: dqn.SLIDE if state[1] == 2 else dqn.NOTHING)[1]
    assert not dqn.play("...uuu..", lambda *state: dqn.SLIDE if state[1] == 2 else dqn.NOTHING)[1]


def test_each_thing_in_sight_and_each_posture_has_an_input_of_its_own() -> None:
    assert dqn.view("." + "n" + "." * 20, 0, 0) == [0]
    assert dqn.view("." * 8 + "^" + "." * 20, 0, 0) == [4 * 7 + 3]
    assert dqn.view("." * 9 + "n", 0, 0) == []
    assert [dqn.view("." * 20, 0, posture) for posture in (-1, 1, 2)] == [[32], [33], [34]]


def test_a_step_of_learning_goes_downhill() -> None:
    rng = random.Random(3)
    net = dqn.random_network(rng)
    seen, action, target = [1, 6, 33], 2, 0.4
    before = dqn.q_values(net, seen)[0][action]
    dqn.nudge(net, seen, action, target, 0.1)
    after = dqn.q_values(net, seen)[0][action]
    assert abs(target - after) < abs(target - before)


def test_double_q_learning_lets_the_frozen_network_only_judge(monkeypatch: pytest.MonkeyPatch) -> None:
    def fixed(values: list[float]) -> dict[str, Any]:
        return {"first": [], "bias": [0.0], "last": [[0.0]] * 3, "base": values}

    net, frozen = fixed([0.0, 5.0, 1.0]), fixed([9.0, 2.0, 4.0])
    assert dqn.target_of(net, frozen, 1.0, []) == 1 + dqn.DISCOUNT * 9
    monkeypatch.setattr(dqn, "DOUBLE_Q", True)
    assert dqn.target_of(net, frozen, 1.0, []) == 1 + dqn.DISCOUNT * 2
    assert dqn.target_of(net, frozen, 1.0, None) == 1


NODE = """
import { playerOf, step, valuesOf, optimum } from "./play.mjs";
import { readFileSync } from "node:fs";
const player = playerOf(readFileSync(0, "utf8"));
const runs = player.courses.map((course) => {
  let runner = { place: 0, posture: 0, pose: 0, jellies: 0, over: false, arrived: false };
  let actions = "";
  while (!runner.over) {
    const values = valuesOf(player, course, runner);
    const action = values.indexOf(Math.max(...values));
    actions += action;
    runner = step(course, runner, action);
  }
  return [actions, runner.jellies, runner.arrived, optimum(course)];
});
console.log(JSON.stringify(runs));
"""


@pytest.mark.skipif(not shutil.which("node"), reason="needs node")
def test_the_page_plays_as_the_example_does(tmp_path: Path) -> None:
    rng = random.Random(4)
    net = dqn.changed(dqn.random_network(rng), lambda weight: round(1000 * weight))
    net["base"] = [7, -5, 3]
    courses = [dqn.make_course(rng) for _ in range(40)]
    record = {"courses": courses, "best": [], "actions": [], "sight": dqn.SIGHT, **net}
    shutil.copy(EXAMPLES / "dqn-runner-pure/play.js", tmp_path / "play.mjs")
    (tmp_path / "main.mjs").write_text(NODE)
    output = subprocess.run(
        ["node", "main.mjs"],
        cwd=tmp_path,
        input=f"words\n{json.dumps(record, separators=(',', ':'))}\n",
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    expected = []
    for course in courses:
        jellies, arrived, actions = dqn.play(course, partial(dqn.greedy(net)))
        expected.append(["".join(map(str, actions)), jellies, arrived, dqn.optimum(course)])
    assert json.loads(output) == expected
