"""Measurements anyone can run: ``make bench``, or ``python -m benchmarks NAME``.

Figures that need the reference data take its folder from ``FAIRSCREEN_SHARED_DATA`` (default:
``shared/data`` beside the checkout) and say so in one line when it is not there.
"""
