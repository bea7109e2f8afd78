"""Turn a folder of YAML records about conference talks into a checked, bilingual, static knowledge base."""

__version__ = "0.1.0"
