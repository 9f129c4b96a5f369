"""Figures of speed, memory and growth: python -m benchmarks NAME [--json]."""
