"""The workbook without a tutor: its own pages, one's own marks, and how a learner keeps their work.

Each page is a function from a `Study` and a `Request` to a `Response`: no server, no
globals. ``site/`` puts them at addresses of a Jupyter server.
"""
