"""What the site adds to Material for MkDocs: its templates and the parts it replaces."""
