"""Four regressions, one method: choose the coefficients that make the data most likely."""

import csv
import math
import random
from pathlib import Path

SEED = 1972
POINTS = 400
TRUE_A = 0.5
TRUE_B = 0.8


def sigmoid(x):
    return 1 / (1 + math.exp(-x))


def poisson_value(mean, rng):
    """A random count: how many chances fit in before their product is too small (Knuth)."""
    count, product = 0, rng.random()
    while product > math.exp(-mean):
        count, product = count + 1, product * rng.random()
    return count


# A family: the mean for a linear expression x, the slope of that mean, the variance that goes
# with a mean (for gamma, of shape 4), and a random value. A generalized linear model needs no more.
FAMILIES = {
    "linear": (lambda x: x, lambda m: 1.0, lambda m: 1.0, lambda m, r: r.gauss(m, 1)),
    "logistic": (
        sigmoid,
        lambda m: m * (1 - m),
        lambda m: m * (1 - m),
        lambda m, r: float(r.random() < m),
    ),
    "Poisson": (math.exp, lambda m: m, lambda m: m, poisson_value),
    "gamma": (math.exp, lambda m: m, lambda m: m * m / 4, lambda m, r: r.gammavariate(4, m / 4)),
}


def slope_of_likelihood(family, xs, ys, a, b):
    """The slope of the log-likelihood in a and b, and how much is known of them (information)."""
    mean_of, slope_of, variance_of, _ = family
    slopes, weights = [], []
    for x, y in zip(xs, ys):
        mean = mean_of(a + b * x)
        slopes.append((y - mean) * slope_of(mean) / variance_of(mean))
        weights.append(slope_of(mean) ** 2 / variance_of(mean))
    score = (math.fsum(slopes), math.fsum(s * x for s, x in zip(slopes, xs)))
    known = [math.fsum(w * x**power for w, x in zip(weights, xs)) for power in (0, 1, 2)]
    return score, known


def fit(family, xs, ys):
    """Fisher scoring: walk uphill in steps of slope over information until the top is reached."""
    a = b = 0.0
    steps, moved = 0, 1.0
    while moved > 1e-10 and steps < 50:
        (da, db), (one, x, xx) = slope_of_likelihood(family, xs, ys, a, b)
        scale = one * xx - x * x
        move_a, move_b = (da * xx - db * x) / scale, (db * one - da * x) / scale
        a, b = a + move_a, b + move_b
        steps, moved = steps + 1, abs(move_a) + abs(move_b)
    return a, b, steps, math.sqrt(one / scale)


def least_squares(xs, ys):
    """The line of the school book, without any likelihood."""
    mean_x, mean_y = math.fsum(xs) / len(xs), math.fsum(ys) / len(ys)
    over = math.fsum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys))
    b = over / math.fsum((x - mean_x) ** 2 for x in xs)
    return mean_y - b * mean_x, b


def neuron(xs, ys, epochs=300, rate=1.0):
    """One neuron with a sigmoid, trained as networks are: gradient descent on cross-entropy."""
    a = b = 0.0
    for _ in range(epochs):
        errors = [sigmoid(a + b * x) - y for x, y in zip(xs, ys)]
        a -= rate * math.fsum(errors) / len(xs)
        b -= rate * math.fsum(e * x for e, x in zip(errors, xs)) / len(xs)
    return a, b


def main():
    rng = random.Random(SEED)
    xs = [rng.uniform(-2, 2) for _ in range(POINTS)]
    print(f"{POINTS} points for each family; the truth is a = {TRUE_A}, b = {TRUE_B}\n")
    print("regression        a        b   error of b   steps")
    data, found = {}, {}
    for name, family in FAMILIES.items():
        mean_of, _, _, random_value = family
        data[name] = [random_value(mean_of(TRUE_A + TRUE_B * x), rng) for x in xs]
        found[name] = a, b, steps, spread = fit(family, xs, data[name])
        print(f"{name:12}{a:9.4f}{b:9.4f}{spread:13.4f}{steps:8}")

    a, b = least_squares(xs, data["linear"])
    same = max(abs(a - found["linear"][0]), abs(b - found["linear"][1]))
    print(f"\nLeast squares:      a = {a:.6f}, b = {b:.6f}")
    print(f"Maximum likelihood: a = {found['linear'][0]:.6f}, b = {found['linear'][1]:.6f}")
    print(f"They differ by {same:.9f}")

    a, b = neuron(xs, data["logistic"])
    same = max(abs(a - found["logistic"][0]), abs(b - found["logistic"][1]))
    print(f"\nOne neuron:          a = {a:.6f}, b = {b:.6f}")
    print(f"Logistic regression: a = {found['logistic'][0]:.6f}, b = {found['logistic'][1]:.6f}")
    print(f"They differ by {same:.6f}")
    far = max(abs(b - TRUE_B) / spread for _, b, _, spread in found.values())
    print(f"\nThe coefficient farthest from the truth is {far:.2f} standard errors away")

    with Path("means.csv").open("w", newline="") as table:
        grid = [i / 4 for i in range(-8, 9)]
        curves = [
            [f"{FAMILIES[name][0](a + b * x):.5f}" for x in grid]
            for name, (a, b, *_) in found.items()
        ]
        csv.writer(table).writerows([("x", *(n.lower() for n in found)), *zip(grid, *curves)])


if __name__ == "__main__":
    main()
