"""The shared look: layouts, components fed plain values, tokens, scripts, words and formats. No tables."""
