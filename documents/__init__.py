"""Paper and pages: values in, bytes out. Touches nothing."""
