"""The version of the program, stated once for the package, the command line and the names of caches."""

VERSION = "0.1.0"
