"""The training in the first environment: fits y = 2x + 1 by gradient descent, in Python."""

import platform

POINTS = [(x / 10, 2 * x / 10 + 1) for x in range(-10, 11)]

slope = offset = 0.0
for _ in range(500):
    errors = [(slope * x + offset - y, x) for x, y in POINTS]
    slope -= 0.1 * sum(error * x for error, x in errors) / len(POINTS)
    offset -= 0.1 * sum(error for error, _ in errors) / len(POINTS)

print(f"Python {platform.python_version()}: y = {slope:.2f}x + {offset:.2f}")
