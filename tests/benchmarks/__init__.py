"""Benchmarks: ``python -m tests.benchmarks [NAME ...] [--json FILE]``.

Every figure stands beside its yardstick, measured in the same run. A figure or a cluster of them
is one module in ``figures``; it is found by its folder.
"""
