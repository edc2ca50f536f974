"""What a lead sets of the channels, as values: hours, holidays, languages. It is checked here, and made a policy."""
