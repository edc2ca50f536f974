"""What is taken and what is not, what a file is, how it is named: values in, value out; no database, no clock."""
