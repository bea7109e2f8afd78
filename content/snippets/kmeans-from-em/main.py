"""K-means as the limit of EM: what becomes of one step of EM when the spread goes to zero."""

import csv
import math
import random
from itertools import pairwise
from pathlib import Path

SEED = 216
POINTS = 150
SPREADS = (2.0, 1.0, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01)
STEPS = 40


def groups(rng):
    """A wide group of many points and two narrow ones of few: (x, y, group)."""
    shapes = [(0.0, 0.0, 1.6, 4), (4.5, 0.5, 0.4, 1), (3.5, 3.5, 0.4, 1)]
    return [
        (rng.gauss(x, spread), rng.gauss(y, spread), group)
        for group, (x, y, spread, share) in enumerate(shapes)
        for _ in range(POINTS * share // 6)
    ]


def squared(point, centre):
    return (point[0] - centre[0]) ** 2 + (point[1] - centre[1]) ** 2


def nearest(point, centres):
    return min(range(len(centres)), key=lambda k: squared(point, centres[k]))


def weighted_mean(points, weights):
    total = math.fsum(weights)
    return tuple(math.fsum(w * p[i] for p, w in zip(points, weights)) / total for i in (0, 1))


def kmeans_step(points, centres):
    """Give each point to its nearest centre, then move each centre to the mean of its points."""
    owners = [nearest(p, centres) for p in points]
    return [weighted_mean(points, [owner == k for owner in owners]) for k in range(len(centres))]


def expectation(points, centres, spreads, shares):
    """E: how probable each group is for each point; and the log-likelihood of all points."""
    tables, likelihood = [], 0.0
    for p in points:
        logs = [
            math.log(share / (2 * math.pi * s * s)) - squared(p, c) / (2 * s * s)
            for c, s, share in zip(centres, spreads, shares)
        ]
        top = max(logs)  # taken out, so that exp() does not vanish for all groups at once
        odds = [math.exp(value - top) for value in logs]
        total = math.fsum(odds)
        tables.append([o / total for o in odds])
        likelihood += top + math.log(total)
    return tables, likelihood


def maximisation(points, chances):
    """M: centres, spreads and shares that make the points, so divided, most likely."""
    columns = list(zip(*chances))
    centres = [weighted_mean(points, column) for column in columns]
    spreads, shares = [], []
    for column, centre in zip(columns, centres):
        total = math.fsum(column)
        scatter = math.fsum(w * squared(p, centre) for p, w in zip(points, column))
        spreads.append(math.sqrt(scatter / (2 * total)))
        shares.append(total / len(points))
    return centres, spreads, shares


def em_step_of_one_spread(points, centres, spread):
    """One step of EM if all groups have this one spread and equal shares."""
    chances, _ = expectation(points, centres, [spread] * len(centres), [1.0] * len(centres))
    return [weighted_mean(points, column) for column in zip(*chances)]


def right(points, owners):
    """Share of points that were given to the group they came from."""
    return sum(p[2] == owner for p, owner in zip(points, owners)) / len(points)


def main():
    points = groups(random.Random(SEED))
    start = [(1.0, -1.0), (3.0, 0.0), (2.0, 3.0)]

    print("One step from the same centres: how far apart do EM and K-means put them?\n")
    print("shared spread   largest distance")
    goal, rows = kmeans_step(points, start), []
    for spread in SPREADS:
        moved = em_step_of_one_spread(points, start, spread)
        apart = max(math.sqrt(squared(a, b)) for a, b in zip(moved, goal))
        if apart > 1e-10:  # a logarithmic axis has no place for zero
            rows.append((spread, f"{apart:.6g}"))
        print(f"{spread:13.2f}   {apart:.9f}")
    with Path("limit.csv").open("w", newline="") as table:
        csv.writer(table).writerows([("spread", "distance"), *rows])

    centres = start
    while (after := kmeans_step(points, centres)) != centres:
        centres = after
    by_kmeans = right(points, [nearest(p, centres) for p in points])

    model, history = (start, [1.0] * 3, [1 / 3] * 3), []
    for _ in range(STEPS):
        chances, likelihood = expectation(points, *model)
        history.append(likelihood)
        model = maximisation(points, chances)
    by_em = right(points, [row.index(max(row)) for row in chances])

    print(f"\n{STEPS} steps of EM in which each group has its own spread and share")
    print("step   log-likelihood")
    for step in (1, 2, 3, 5, 10, 20, STEPS):
        print(f"{step:4}   {history[step - 1]:14.3f}")
    falls = sum(after < before - 1e-9 for before, after in pairwise(history))
    print(f"The likelihood fell {falls} times")
    print(
        "spreads found: " + ", ".join(f"{s:.2f}" for s in model[1]) + " (true: 1.60, 0.40, 0.40)\n"
    )
    print(f"K-means puts {by_kmeans:.1%} of the points into their own group")
    print(f"EM puts {by_em:.1%} of the points into their own group")


if __name__ == "__main__":
    main()
