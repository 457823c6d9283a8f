"""Services and files that know about works.  The only part that uses a network."""
