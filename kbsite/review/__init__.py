"""What a change means for visitors: the project at a revision beside the project as it stands."""
