"""Members and needs compared by plain rules: codes, areas, words, place. Stands until
`lonja.ranking` takes its place, with the same values in and out."""
