from django.db import models


class Word(models.Model):
    """A word that some document has, folded: what a slip of the keyboard is corrected to.

    `written` is the word with its accents. `documents` is in how many it was when the whole index
    was last built; 1 for those come since.
    """

    word = models.CharField(max_length=40, primary_key=True)
    written = models.CharField(max_length=40)
    sound = models.CharField(max_length=40)
    documents = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.word
