"""What `assess` and `explain` have found, in every form of it."""
