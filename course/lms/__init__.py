"""Pages to packages: SCORM 1.2 and 2004, cmi5, Common Cartridge and plain zips, with the scripts that speak to an LMS."""
