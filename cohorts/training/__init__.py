"""The training inside a cohort: when modules open, when it ends, and that it may go on after all."""
