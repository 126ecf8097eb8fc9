"""The frame of a page: header, support panel, styles and fonts."""
