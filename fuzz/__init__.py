"""`make fuzz`: each importer is given files that nobody would write, and may only read or refuse them."""
