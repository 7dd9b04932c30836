"""nbgrader's formgrader as a tutor meets it: its addresses and its API, with pages of ours.

nbgrader's own pages put what learners and tutors wrote into HTML as it stands, read a
configuration from any folder that an address names, need the internet, and speak a
programmer's language. So formgrader's pages are made here, from nbgrader's gradebook.
"""
