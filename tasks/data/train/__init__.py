"""Training of the data files that carry weights. Not needed to run the pipeline."""
