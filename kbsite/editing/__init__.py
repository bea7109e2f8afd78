"""What editors do to records: put them in the style of the house, cure what is surely wrong, begin new ones."""
