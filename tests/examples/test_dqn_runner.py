"""The NumPy example beside the one without packages: the same game, right gradients, fair draws."""

# ruff: noqa: S311

from __future__ import annotations

import random
import sys
from types import ModuleType

import pytest
from examplekit import EXAMPLES, example

numpy = pytest.importorskip("numpy", reason="needs NumPy")
pure = example("dqn-runner-pure")
player = example("dqn-runner", "player.py")
game = example("dqn-runner", "game.py")


def as_numbers(courses: list[str]) -> object:
    return numpy.array([[pure.CELLS.index(cell) for cell in course] for course in courses])


@pytest.fixture(scope="module")
def courses() -> list[str]:
    rng = random.Random(5)
    return [pure.make_course(rng) for _ in range(50)]


def test_moves_and_sees_as_the_plain_game_does(courses: list[str]) -> None:
    runners, rng = game.Runners(as_numbers(courses)), random.Random(6)
    states, alive = [(0, 0)] * len(courses), set(range(len(courses)))
    while alive:
        views = runners.view()
        actions = [rng.choice((0, 0, 1, 2)) for _ in courses]
        for row in alive:
            assert numpy.flatnonzero(views[row]).tolist() == pure.view(courses[row], *states[row])
        eaten, crashed, done = runners.step(numpy.array(actions))
        for row in sorted(alive):
            place, posture, ate, hit = pure.step(courses[row], *states[row], actions[row])
            assert (runners.places[row], runners.postures[row], bool(eaten[row]), bool(crashed[row])) == (place, posture, ate, hit)
            states[row] = (place, posture)
        alive = {row for row in alive if not done[row]}


def test_has_the_same_optimum(courses: list[str]) -> None:
    assert game.optimum(as_numbers(courses)).tolist() == [pure.optimum(course) for course in courses]


def test_makes_walls_two_to_five_apart_as_the_plain_game_does() -> None:
    rng = numpy.random.default_rng(1)
    for _ in range(100):
        walls = numpy.flatnonzero(numpy.isin(game.make_course(rng), (game.LOW_WALL, game.HIGH_WALL)))
        assert walls[0] in range(5, 9)
        gaps = numpy.diff(walls)
        assert set(gaps) <= {2, 3, 4, 5}
        assert not ((gaps[1:] == 2) & (gaps[:-1] == 2)).any()
        assert walls[-1] < game.LENGTH - 2


@pytest.mark.parametrize("dueling", ["", "sum", "max", "average"])
def test_learning_follows_the_gradient_of_the_loss(dueling: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = numpy.random.default_rng(2)
    network = player.Network(6, 2, dueling, rng)
    views, slope = rng.normal(size=(2, 5, 6)), rng.normal(size=(2, 5, 3))
    base = network.copy()
    network.learn(views, slope, 0.0)
    for part, mean in enumerate(network.means):
        at = tuple(numpy.unravel_index(numpy.abs(mean).argmax(), mean.shape))
        ends = []
        for move in (1e-6, -1e-6):
            weights = [w.copy() for w in base]
            weights[part][at] += move
            ends.append((network.q(views, weights) * slope).sum())
        assert mean[at] / 0.1 == pytest.approx((ends[0] - ends[1]) / 2e-6, rel=1e-4)


@pytest.mark.parametrize(("dueling", "middle"), [("max", "max"), ("average", "mean")])
def test_dueling_takes_off_the_maximum_or_the_mean(dueling: str, middle: str) -> None:
    network = player.Network(4, 1, dueling, numpy.random.default_rng(3))
    views = numpy.random.default_rng(4).normal(size=(1, 7, 4))
    first, bias, last, base = network.weights
    value = (numpy.maximum(views @ first + bias, 0) @ last + base)[..., 0]
    assert getattr(network.q(views), middle)(axis=-1) == pytest.approx(value)


def test_prioritised_memory_draws_the_surprising_more_often_and_lets_it_count_less() -> None:
    memory = player.Memory(1, 4, 2, prioritised=True)
    memory.add(numpy.zeros((1, 4, 2)), numpy.zeros((1, 4)), numpy.zeros((1, 4)), numpy.zeros((1, 4, 2)), numpy.zeros((1, 4)))
    memory.priorities[:] = [[1, 1, 1, 32]]
    slots, weights = memory.draw(4000, numpy.random.default_rng(5))
    counts = numpy.bincount(slots[0], minlength=4)
    assert counts[3] / counts[0] == pytest.approx(8, rel=0.2)  # 32 to the power of 0.6
    assert weights[slots == 3].max() < weights[slots == 0].min() <= 1


def test_tells_where_numpy_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "numpy", None)
    with pytest.raises(SystemExit, match=r"^NumPy is not installed \(pip install numpy\)\. dqn-runner-pure works without it\.$"):
        example("dqn-runner")


@pytest.fixture
def main(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(EXAMPLES / "dqn-runner"))
    for name in ("game", "player"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    return example("dqn-runner")


def test_the_true_sum_is_that_of_the_rewards_to_come(main: ModuleType) -> None:
    course = numpy.zeros((1, game.LENGTH), int)
    course[0, 2] = game.GROUND_JELLY
    course[0, 4] = game.LOW_WALL
    jellies, arrived, predicted, true = main.examine(course, lambda runners: (numpy.zeros(1, int), numpy.ones(1)))
    g = player.DISCOUNT
    assert (jellies[0], arrived[0], predicted[0]) == (1, False, 1)
    sums = [g * (1 + g * g * -2), 1 + g * g * -2, g * -2, -2]
    assert true[0] == pytest.approx(sum(sums) / 4)
