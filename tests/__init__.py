"""What crosses the apps: the cast, the harness, the layers, and journeys in a real browser."""
