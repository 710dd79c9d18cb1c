"""Faces: what shows findings. Each only formats what `analysis.analyze` gives."""
