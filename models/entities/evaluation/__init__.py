"""Measuring: test sets, scores with intervals, the report."""
