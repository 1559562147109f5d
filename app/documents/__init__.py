"""Documents in two halves: what they say (`*_document`, as parts) and how Word says it (`word*`)."""
