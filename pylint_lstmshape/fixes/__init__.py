"""Repairs: the choice among reshape, one-hot, Embedding and windows, in the user's own names."""
