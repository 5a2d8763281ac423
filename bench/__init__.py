"""Benchmarks with their peers: every figure is a ratio measured in one run. `python -m bench` lists them."""
