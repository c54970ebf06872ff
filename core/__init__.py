"""What every package may lean on; knows nothing of schools."""
