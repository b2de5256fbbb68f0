"""The catalogue that ships with Lonja: how it is built from es-atlas, and how it is read.

`data/territories.json.gz` holds codes, names and positions; `data/boundaries/` the shapes, already
drawn on the sheet of `territories.projection`. `lonja catalogue build FOLDER` makes both again.
"""
