"""From the catalog to a folder of pages."""
