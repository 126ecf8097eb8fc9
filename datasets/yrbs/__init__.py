"""Figures that the course computes itself from the records of the Youth Risk Behavior Survey 2023.

The records are never part of the course; `mirrorwell data build yrbs --from FILE` reads a copy of them.
Nothing heavy is imported before an estimate is asked for.
"""
