"""The record of study of a unit, to print: what was done, and what it earned. It is practice, and no evidence."""
