"""PDF files with a text layer: glyphs, rows in reading order, and the reference lists among them."""
