"""The spine: everything the office does is an act: dated, with who took part, and proven."""
