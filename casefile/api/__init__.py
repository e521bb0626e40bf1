"""The JSON API: what can be asked and posted over HTTP under /api."""
