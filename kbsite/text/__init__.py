"""Working with Korean and English text; imports nothing else of the package."""
