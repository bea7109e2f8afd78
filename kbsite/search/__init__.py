"""Search that is right in Korean and English: documents in, an index and static shards out. Knows nothing of talks."""
