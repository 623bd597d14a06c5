"""Cohorts: groups of people who follow a course together and stay together after it."""
