"""Peers who review each other's work, with mentors and facilitators behind them, so that everybody gets a result."""
