"""Reading public notices: files of the Spanish procurement platform and of the Union's journal.

Pure: from the bytes of a file to plain values, without a database. `reading.Reading` goes through
a file of any size in constant memory; `placsp` and `ted` read one notice; `found` says what they
give; `codes` and `places` give the official codes their meaning.
"""
