"""Forms: a sentence that tells of one act: in which words that is done, and what else it says."""
