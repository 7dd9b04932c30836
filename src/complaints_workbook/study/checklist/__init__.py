"""Mark schemes of written questions, as a learner meets them: after they have written, as points to tick."""
