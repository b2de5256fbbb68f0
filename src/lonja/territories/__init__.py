"""The official catalogue: municipalities and supramunicipal bodies, with codes and borders."""
