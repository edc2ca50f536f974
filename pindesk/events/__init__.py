"""The append-only log of what happened, and the means to read it: history, consumers, live stream.

The log knows no reader, and its keys are text (`ticket:1042`), not foreign keys.
"""
