"""Only what crosses apps: journeys in a real browser, contracts, and the pieces that tests share."""
