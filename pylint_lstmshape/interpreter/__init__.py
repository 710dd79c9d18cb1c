"""Abstract interpretation of a program's tree: what every expression stands for, in program order."""
