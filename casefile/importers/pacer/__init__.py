"""PACER: federal dockets, as the JSON that juriscraper makes of its pages."""
