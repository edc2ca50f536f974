"""Weekly hours in a zone, dated exceptions, and the arithmetic on them. Values in, values out; no tables yet."""
