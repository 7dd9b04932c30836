"""JupyterHub for the complaints workbook: the learners and tutors of a college, on one machine.

Change what stands between the two lines. README.md beside this file says what each means, and
how the machine is set up. Whoever knows JupyterHub may change the rest, or add to it at the end.
"""

import grp
import os
import pwd
import sys
from pathlib import Path

from jupyterhub.spawner import LocalProcessSpawner

c = get_config()  # noqa: F821 - JupyterHub provides it

# ------------------------------------------------------------------------------------------------

# Where the hub listens. What brings HTTPS stands before it.
ADDRESS = "http://127.0.0.1:8000"

# The web address at which each person's server has a name of its own below it, such as
# "https://workbook.college.example"; it needs a wildcard name and a wildcard certificate. Empty:
# all share one name, and pages that one account makes can reach into another's.
SUBDOMAINS = ""

# The folder that holds course/ (the repository, with the keys), exchange/ and state/.
PLACE = Path("/srv/complaints-workbook")

# The groups of the machine whose members may log in. A tutor needs no place among the learners.
LEARNERS, TUTORS = "learners", "tutors"

# The account of the machine under which all learners' servers run, where learners have no
# accounts of their own; homes/ then holds a folder for each. Empty: each learner has an account.
ONE_ACCOUNT = ""

# ------------------------------------------------------------------------------------------------

c.JupyterHub.bind_url = ADDRESS
c.JupyterHub.subdomain_host = SUBDOMAINS
c.JupyterHub.db_url = f"sqlite:///{PLACE}/state/jupyterhub.sqlite"
c.JupyterHub.cookie_secret_file = f"{PLACE}/state/cookie_secret"
c.ConfigurableHTTPProxy.pid_file = f"{PLACE}/state/proxy.pid"

# People log in with their accounts of the machine.
c.JupyterHub.authenticator_class = "pam"
c.PAMAuthenticator.allowed_groups = {LEARNERS, TUTORS}
# A name becomes that of a folder, and nbgrader writes a plus behind it.
c.Authenticator.username_pattern = r"\w[\w.@' -]*"


def is_member(account, group):
    """Say whether an account is in a group of the machine."""
    try:
        return grp.getgrnam(group).gr_gid in os.getgrouplist(account.pw_name, account.pw_gid)
    except KeyError:
        return False


def with_groups(_authenticator, _handler, person):
    """Tell JupyterHub which of our groups of the machine somebody is in, beside those that the log-in told."""
    told = set(person.get("groups") or ())
    try:
        account = pwd.getpwnam(person["name"])
    except KeyError:
        ours = set()
    else:
        ours = {group for group in (LEARNERS, TUTORS) if is_member(account, group)}
    return person | {"groups": sorted(told | ours)}


c.Authenticator.manage_groups = True
c.Authenticator.post_auth_hook = with_groups

# A learner's server is filled with what is handed out, and opens on the start page. A tutor's opens in the course.
c.Spawner.cmd = [str(Path(sys.executable).with_name("workbook-server"))]
c.Spawner.environment = {"COMPLAINTS_WORKBOOK_EXCHANGE": f"{PLACE}/exchange"}
c.Spawner.default_url = "/workbook/"
c.Spawner.group_overrides = {
    "tutors": {
        "groups": [TUTORS],
        "spawner_override": {
            "default_url": "/lab",
            "environment": {"COMPLAINTS_WORKBOOK_COURSE": f"{PLACE}/course"},
        },
    }
}
# A whole class logs in at once, and each server waits for a processor.
c.Spawner.start_timeout = c.Spawner.http_timeout = 300


class OneAccountSpawner(LocalProcessSpawner):
    """Runs learners' servers under one account, each in a home of its own. A tutor keeps their own account."""

    def is_tutors(self):
        """Say whether it is a tutor's server."""
        return TUTORS in {group.name for group in self.user.groups}

    def make_preexec_fn(self, name):
        """Return what a new process does before it becomes the server: it changes to the account."""
        return super().make_preexec_fn(name if self.is_tutors() else ONE_ACCOUNT)

    def user_env(self, env):
        """Add who they are, and where their home is."""
        if self.is_tutors():
            return super().user_env(env)
        account = pwd.getpwnam(ONE_ACCOUNT)
        home = PLACE / "homes" / self.user.name
        home.mkdir(mode=0o700, exist_ok=True)
        os.chown(home, account.pw_uid, account.pw_gid)
        return env | {"USER": ONE_ACCOUNT, "HOME": str(home), "SHELL": account.pw_shell}


if ONE_ACCOUNT:
    c.JupyterHub.spawner_class = OneAccountSpawner
