#!/bin/sh
# One training, as YARN's distributed shell runs it: once in every container that was granted.
# Whoever submits it sets TRAINING and FRAMEWORK (names) and WORK (a folder).

# The environment of the chosen framework comes first, and so decides what "train" means here.
PATH="$WORK/frameworks/$FRAMEWORK/bin:$PATH"
export PATH

# Hold what was granted until the lesson has been looked at, as a long training would.
while [ ! -e "$WORK/go-$TRAINING" ]; do
    if [ -e "$WORK/over" ] || [ ! -d "$WORK" ]; then exit 1; fi
    sleep 0.2
done
train > "$WORK/results/$CONTAINER_ID"
