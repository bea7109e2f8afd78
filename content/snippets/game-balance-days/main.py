"""The 5,040 days of play that a balance test was said to take: does the arithmetic hold?"""

from math import comb

COOKIES = 30
PETS = 30
TREASURES = 9
TREASURES_AT_A_TIME = 2
MAPS = 7
MINUTES = 4
CLAIMED_DAYS = 5040
MACHINE_DAYS = 14
PROCESSES = 6


def days(*factors):
    """Days of play without a break: the product of the factors, times the minutes of a game."""
    minutes = MINUTES
    for factor in factors:
        minutes *= factor
    return minutes / (24 * 60)


def show(what, value):
    """One line; `factor` is what the value would still have to be multiplied by."""
    print(f"{what:54}{value:10,.1f} days   factor {CLAIMED_DAYS / value:g}")


def main():
    pairs = comb(TREASURES, TREASURES_AT_A_TIME)
    print(f"{COOKIES} cookies, {PETS} pets, {MAPS} maps, {MINUTES} minutes a game")
    print(f"{TREASURES} treasures, {TREASURES_AT_A_TIME} at a time: {pairs} choices")
    games = COOKIES * PETS * pairs * MAPS
    print(f"{games:,} games = {games * MINUTES:,} minutes\n")

    recomputed = days(COOKIES, PETS, pairs, MAPS)
    print(f"The factors as printed make {recomputed:g} days")
    print(f"The claim is {CLAIMED_DAYS:,} days")
    print(f"The claim is {CLAIMED_DAYS / recomputed:g} times as much\n")

    print("Other ways to count, and the factor that would still be missing:")
    show("pairs of treasures, as printed", recomputed)
    show("one treasure at a time", days(COOKIES, PETS, TREASURES, MAPS))
    show(
        "two treasures, their order counts", days(COOKIES, PETS, TREASURES * (TREASURES - 1), MAPS)
    )
    show("two treasures, the same one allowed twice", days(COOKIES, PETS, TREASURES**2, MAPS))
    show("any set of treasures, also none", days(COOKIES, PETS, 2**TREASURES, MAPS))
    show("pairs, 3 hours of play a day", recomputed * 24 / 3)
    show("pairs, 8 hours of play a day", recomputed * 24 / 8)
    print("\nWhich whole numbers n, in place of one factor, would make it exact:")
    target = CLAIMED_DAYS * 24 * 60
    factors = {"cookies": COOKIES, "pets": PETS, "choices": pairs, "maps": MAPS, "minutes": MINUTES}
    for name, factor in factors.items():
        print(f"  {name:8} {factor:3} -> {target / (games * MINUTES / factor):g}")

    speed_up = CLAIMED_DAYS / MACHINE_DAYS
    print(f"\n{CLAIMED_DAYS:,} days in {MACHINE_DAYS}: {speed_up:g} times faster than people")
    print(
        f"Each of {PROCESSES} processes plays {speed_up / PROCESSES:g} times faster than real time"
    )
    print(f"A game of {MINUTES} minutes then takes {MINUTES * 60 * PROCESSES / speed_up:g} seconds")
    print(f"Against the recomputed days it is {recomputed / MACHINE_DAYS:g} times faster")


if __name__ == "__main__":
    main()
