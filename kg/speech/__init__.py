"""What pictures say by themselves, in English, Spanish and Japanese: a table of messages for each."""
