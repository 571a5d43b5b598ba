"""Tests and the random person without a network: ``python -m tests.offline tests/gui -n 2``.

Where Linux lets it, all runs in a network namespace that has nothing outside. Besides, every
process of Python tells of the sockets that it makes (`watching`), other than those by which a
desktop's programs talk to each other on one machine; a test that makes one fails (`plugin`).
"""
