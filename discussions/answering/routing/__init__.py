"""Routing: asking people who know, at most two at a time, who may pass it on or say not now."""
