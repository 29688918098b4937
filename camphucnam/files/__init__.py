"""Evidence that people upload: photographs and papers, checked, encrypted at rest, given out as downloads only."""
