"""Graph files of other tools, read as they stand: no word is interpreted here, and no arc turned round."""
