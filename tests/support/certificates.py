"""Certificates by which the members of a cluster know each other, made by OpenSSL."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Made:
    """An authority's certificate, one that it signed, and the key to that."""

    authority: Path
    certificate: Path
    key: Path


def make_certificates(folder: Path) -> Made:
    """Make an authority and a certificate for this machine in a new folder."""
    folder.mkdir()
    made = Made(folder / "ca.pem", folder / "cert.pem", folder / "key.pem")
    _openssl(folder, "req", "-x509", *_NEW, "-keyout", "ca-key.pem", "-out", "ca.pem", "-subj", "/CN=authority")
    _openssl(folder, "req", *_NEW, "-keyout", "key.pem", "-out", "request.pem", "-subj", "/CN=127.0.0.1")
    signer = ("-CA", "ca.pem", "-CAkey", "ca-key.pem", "-CAcreateserial", "-days", "2")
    _openssl(folder, "x509", "-req", "-in", "request.pem", *signer, "-out", "cert.pem")
    return made


_NEW = ("-newkey", "rsa:2048", "-nodes", "-days", "2")


def _openssl(folder: Path, *arguments: str) -> None:
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)
