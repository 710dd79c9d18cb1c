"""The runtime harness: runs programs on real Keras and compares. Nothing on the lint path imports it."""
