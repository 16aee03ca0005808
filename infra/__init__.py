"""Scripts that set Daybook up and run it: no part of the package that is installed."""
