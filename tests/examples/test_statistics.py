"""The statistics examples: what their functions calculate, beside calculations of another kind."""

# ruff: noqa: S311

from __future__ import annotations

import math
import random
from collections.abc import Callable
from statistics import NormalDist

import pytest
from examplekit import example

kmeans = example("kmeans-from-em")
depth = example("sigmoid-and-relu")
families = example("distribution-families")
regression = example("regression-as-likelihood")
tests = example("false-alarms-and-power")
balance = example("game-balance-days")


@pytest.mark.parametrize("seed", range(5))
def test_the_likelihood_never_falls(seed: int) -> None:
    rng = random.Random(seed)
    points = [(rng.gauss(0, 2), rng.gauss(0, 1)) for _ in range(60)]
    model = ([rng.choice(points) for _ in range(3)], [1.0] * 3, [1 / 3] * 3)
    before = -math.inf
    for _ in range(15):
        chances, likelihood = kmeans.expectation(points, *model)
        assert all(math.isclose(sum(row), 1) for row in chances)
        assert likelihood >= before - 1e-9
        before, model = likelihood, kmeans.maximisation(points, chances)


def test_em_of_a_tiny_spread_is_k_means() -> None:
    points = kmeans.groups(random.Random(7))
    start = [(0.0, 0.0), (4.0, 0.0), (3.0, 3.0)]
    assert kmeans.em_step_of_one_spread(points, start, 1e-3) == kmeans.kmeans_step(points, start)
    assert kmeans.em_step_of_one_spread(points, start, 1.0) != kmeans.kmeans_step(points, start)


@pytest.mark.parametrize("name", ["sigmoid", "ReLU"])
def test_gradients_are_those_of_small_changes(name: str) -> None:
    activation, slope_of, variance = depth.ACTIVATIONS[name]
    layers = depth.new_layers([3, 4, 4, 2], variance, random.Random(1))
    inputs = [0.3, -0.7, 1.1]
    outputs = depth.forward(layers, activation, inputs)
    slopes = depth.backward(layers, slope_of, outputs, [1.0, 1.0])
    for layer, row in ((0, 1), (1, 2), (2, 0)):
        bias, ends = layers[layer][1], []
        for move in (1e-6, -1e-6):
            bias[row] += move
            ends.append(sum(depth.forward(layers, activation, inputs)[-1]))
            bias[row] -= move
        assert slopes[layer][row] == pytest.approx((ends[0] - ends[1]) / 2e-6, rel=1e-5, abs=1e-8)


def test_chances_make_one_and_have_the_mean_they_should() -> None:
    for chances in (families.binomial(20, 0.3), families.poisson(6, 80)):
        assert math.fsum(chances) == pytest.approx(1)
        assert math.fsum(k * c for k, c in enumerate(chances)) == pytest.approx(6)
    assert families.total_variation([1.0], [0.0, 1.0]) == 1
    assert families.total_variation([0.5, 0.5], [0.5, 0.25, 0.25]) == 0.25
    assert families.normal_below(3, 1, 2) == pytest.approx(NormalDist(1, 2).cdf(3))
    assert families.dice(2)[5] == pytest.approx(6 / 36)


@pytest.mark.parametrize("name", ["linear", "logistic", "Poisson", "gamma"])
def test_no_coefficients_nearby_are_more_likely(name: str) -> None:
    family = regression.FAMILIES[name]
    rng = random.Random(11)
    xs = [rng.uniform(-1, 1) for _ in range(80)]
    ys = [family[3](family[0](0.2 + 0.5 * x), rng) for x in xs]
    a, b, steps, spread = regression.fit(family, xs, ys)

    def likelihood(a: float, b: float) -> float:
        means = [family[0](a + b * x) for x in xs]
        terms: dict[str, Callable[[float, float], float]] = {
            "linear": lambda y, m: -((y - m) ** 2) / 2,
            "logistic": lambda y, m: math.log(m if y else 1 - m),
            "Poisson": lambda y, m: y * math.log(m) - m,
            "gamma": lambda y, m: -4 * (math.log(m) + y / m),
        }
        return math.fsum(terms[name](y, m) for y, m in zip(ys, means, strict=True))

    top = likelihood(a, b)
    assert steps < 50
    for da, db in ((0.01, 0), (-0.01, 0), (0, 0.01), (0, -0.01)):
        assert likelihood(a + da, b + db) < top
    # The likelihood bends by one over the squared error, if a moves along so as to stay the best.
    _, (one, x, _) = regression.slope_of_likelihood(family, xs, ys, a, b)
    step = spread / 2
    assert likelihood(a - step * x / one, b + step) - top == pytest.approx(-1 / 8, abs=0.03)


def test_power_by_formula_is_that_of_the_normal_distribution() -> None:
    normal = NormalDist()
    assert tests.z_for(0.025) == pytest.approx(normal.inv_cdf(0.975))
    assert tests.power(10, 0.0) == pytest.approx(0.05)
    assert tests.p_value(10.0, 25) == pytest.approx(2 * (1 - normal.cdf(0.4 * math.sqrt(12.5))))
    assert tests.permutation_p(random.Random(1), [1.0, 2.0, 3.0], [1.0, 2.0, 3.0], 200) == 1
    assert tests.permutation_p(random.Random(1), [9.0] * 8, [1.0] * 8, 200) < 0.02


def test_the_days_are_those_of_the_talks_record() -> None:
    assert balance.days(30, 30, 36, 7) == 630
    assert balance.days(30, 30, 9, 7) == 157.5
