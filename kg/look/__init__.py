"""One thing on a page, or cited; things searched; graphs compared."""
