from django.db import models


class CacheRow(models.Model):
    """What Django's database cache keeps, so that every process counts the same tries. Global: no data of pupils.

    The columns are Django's (django.core.cache.backends.db); it reads and writes them by itself.
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "core_cache"

    def __str__(self):
        return self.cache_key
