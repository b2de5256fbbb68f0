"""Lines 3 and 4: what the cluster tells (posts, dossiers, newsletter) and who follows it."""
