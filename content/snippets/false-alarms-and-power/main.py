"""Tests as decisions: how often do they cry wolf, and how often do they see the wolf?"""

import csv
import math
import random
from pathlib import Path

SEED = 5
LEVEL = 0.05
EFFECT = 0.5
SIZES = (5, 10, 20, 40, 80, 160)
EXPERIMENTS = 2000
PEEK_EVERY = 10
METRICS = 20


def normal_above(z):
    """Chance that a standard normal value lies above z."""
    return math.erfc(z / math.sqrt(2)) / 2


def z_for(level):
    """The z that a standard normal value exceeds with this chance, by halving an interval."""
    low, high = 0.0, 10.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if normal_above(middle) > level else (low, middle)
    return low


def p_value(differences, count):
    """Two-sided p of a z test of two groups of `count` whose spread is known to be 1."""
    return 2 * normal_above(abs(differences / count) / math.sqrt(2 / count))


def experiment(rng, size, effect, peek_every=0):
    """Two groups of `size`: is a difference reported? With peeking, at any look on the way."""
    total = 0.0
    for count in range(1, size + 1):
        total += rng.gauss(effect, 1) - rng.gauss(0, 1)
        if peek_every and count % peek_every == 0 and p_value(total, count) < LEVEL:
            return True
    return p_value(total, size) < LEVEL


def share(rng, *how):
    """Share of many experiments in which a difference was reported."""
    return sum(experiment(rng, *how) for _ in range(EXPERIMENTS)) / EXPERIMENTS


def power(size, effect):
    """The same by formula: chance that the z value lands beyond the limit on either side."""
    limit, shift = z_for(LEVEL / 2), effect * math.sqrt(size / 2)
    return normal_above(limit - shift) + normal_above(limit + shift)


def permutation_p(rng, first, second, rounds):
    """p without any formula: how often does a random division differ at least as much?"""
    pool, size = [*first, *second], len(first)
    seen = abs(math.fsum(first) / size - math.fsum(second) / len(second))
    as_far = 0
    for _ in range(rounds):
        rng.shuffle(pool)
        a, b = pool[:size], pool[size:]
        as_far += abs(math.fsum(a) / len(a) - math.fsum(b) / len(b)) >= seen - 1e-12
    return (as_far + 1) / (rounds + 1)


def main():
    rng = random.Random(SEED)
    print(f"Test at the {LEVEL:.0%} level; {EXPERIMENTS} experiments of each kind\n")
    print(f"size   false alarms   power (true difference {EFFECT})   power by formula")
    rows = []
    for size in SIZES:
        alarms, seen = share(rng, size, 0.0), share(rng, size, EFFECT)
        rows.append((size, alarms, seen, power(size, EFFECT)))
        print(f"{size:4}{alarms:15.1%}{seen:20.1%}{rows[-1][3]:28.1%}")
    needed = next(n for n in range(2, 10_000_000) if power(n, EFFECT) >= 0.8)
    print(f"\nFor a power of 80 % each group needs {needed} members")
    print(f"False alarms at size {SIZES[-1]}: {rows[-1][1]:.1%}")

    peeking = share(rng, 100, 0.0, PEEK_EVERY)
    print(f"\nLooking after every {PEEK_EVERY} of 100 and stopping at the first p < {LEVEL}:")
    print(f"false alarms become {peeking:.1%}")
    hits = sum(
        any(experiment(rng, 10, 0.0) for _ in range(METRICS)) for _ in range(EXPERIMENTS // 10)
    )
    print(f"\n{METRICS} metrics without any difference, each tested once:")
    print(f"at least one alarm in {hits / (EXPERIMENTS // 10):.1%} of the cases")
    print(f"by formula {1 - (1 - LEVEL) ** METRICS:.1%}")

    first = [rng.gauss(EFFECT, 1) for _ in range(25)]
    second = [rng.gauss(0, 1) for _ in range(25)]
    by_formula = p_value(math.fsum(first) - math.fsum(second), 25)
    by_shuffling = permutation_p(rng, first, second, 5000)
    print(f"\nOne experiment of size 25: p by formula {by_formula:.4f}")
    print(f"One experiment of size 25: p by 5000 shuffles {by_shuffling:.4f}")

    with Path("power.csv").open("w", newline="") as table:
        lines = [(n, *(f"{share:.4f}" for share in shares)) for n, *shares in rows]
        csv.writer(table).writerows([("size", "false_alarms", "power", "formula"), *lines])


if __name__ == "__main__":
    main()
