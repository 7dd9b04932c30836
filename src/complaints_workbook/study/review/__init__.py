"""What was missed comes back: some days later, a few a day, from another case where there is one."""
