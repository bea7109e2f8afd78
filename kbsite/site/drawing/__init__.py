"""Parts that drawings are made of: measured text, boxes on a grid, connectors, labels, SVG and palettes."""
