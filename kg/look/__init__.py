"""One thing on a page; things searched; graphs compared."""
