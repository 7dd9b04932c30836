"""A Dask cluster that is there already: whoever can reach it could read keys and give marks, so it must be closed."""

from __future__ import annotations

import contextlib
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from complaints_workbook.marking.cohort.pool import OnDask, PoolError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from complaints_workbook.marking.cohort.pool import Pool

_TLS = "tls://"
TRUSTING = "--trust-everyone-on-this-network"


@dataclass(frozen=True)
class Certificates:
    """Files by which the members of a cluster know each other; Dask's configuration names those that are left out.

    Parameters
    ----------
    authority, certificate, key : Path or None
        The certificate of the authority that all trust; one's own, which it signed; and the key to that.
    """

    authority: Path | None = None
    certificate: Path | None = None
    key: Path | None = None


@contextlib.contextmanager
def cluster_at(scheduler: str, certificates: Certificates, *, trusting: bool = False) -> Iterator[Pool]:
    """Give the workers of a Dask cluster.

    Parameters
    ----------
    scheduler : str
        Its address, such as ``tls://10.0.0.1:8786``.
    certificates : Certificates
        Those of the cluster.
    trusting : bool
        Whether one without certificates will do.

    Raises
    ------
    PoolError
        If it is open to everybody, there is no scheduler at that address, or it has no workers.
    """
    from distributed import Client
    from distributed.comm.addressing import get_address_host_port
    from distributed.utils import silence_logging_cmgr

    closed = scheduler.startswith(_TLS)
    if not closed and not trusting:
        msg = (
            f"Everybody who can reach {scheduler} could read the keys and give marks there. Start the cluster with TLS "
            f"and name it by {_TLS}, or say {TRUSTING} if you do."
        )
        raise PoolError(msg)
    security = _security(certificates) if closed else None
    # What goes wrong is told in a sentence; asyncio tells of Dask's own tasks whenever they are thrown away.
    logging.getLogger("asyncio").addFilter(_is_not_dasks)
    with silence_logging_cmgr("CRITICAL"):
        try:
            # A client that was refused its address takes long to end.
            get_address_host_port(scheduler, strict=True)
            client = Client(scheduler, timeout="10s", set_as_default=False, security=security)
        except (OSError, ValueError) as error:
            known = " and the same certificates" if closed else ""
            why = f"There is no Dask scheduler at {scheduler} ({type(error).__name__})"
            msg = f"{why}; start one with 'dask scheduler'{known}."
            raise PoolError(msg) from None
        with client:
            workers = len(client.scheduler_info(n_workers=-1)["workers"])
            if not workers:
                msg = f"The Dask scheduler at {scheduler} has no workers; start some with 'dask worker {scheduler}'."
                raise PoolError(msg)
            pool = OnDask(client, workers)
            try:
                yield pool
            finally:
                pool.tidy()


def _is_not_dasks(record: logging.LogRecord) -> bool:
    kind = record.exc_info and record.exc_info[0]
    return not (kind and kind.__module__.startswith("distributed."))


def _security(certificates: Certificates) -> Any:
    from distributed.security import Security

    named = {
        "tls_ca_file": certificates.authority,
        "tls_client_cert": certificates.certificate,
        "tls_client_key": certificates.key,
    }
    security = Security(require_encryption=True, **{name: str(path) for name, path in named.items() if path})
    what = dict(zip(("--tls-ca", "--tls-cert", "--tls-key"), (getattr(security, name) for name in named), strict=True))
    if missing := [option for option, value in what.items() if not value]:
        msg = f"A cluster with TLS needs certificates: name them by {', '.join(missing)}, or in Dask's configuration."
        raise PoolError(msg)
    for option, value in what.items():
        # Dask's configuration may hold a certificate itself in place of a file's name.
        if "\n" not in value and not Path(value).is_file():
            msg = f"There is no file {value}; name the right one by {option}."
            raise PoolError(msg)
    return security
