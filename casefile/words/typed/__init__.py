"""Typed: what somebody types for an event, put together as the event has it."""
