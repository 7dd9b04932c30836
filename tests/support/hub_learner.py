"""A learner on a hub, as their browser is one: it logs in, opens a notebook, and sends each answer."""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from uuid import uuid4

import aiohttp
from yarl import URL

PATIENCE = 300.0
"""Seconds after which something counts as lost."""

_VIEW = "application/vnd.jupyter.widget-view+json"


@dataclass
class HubLearner:
    """A learner.

    Parameters
    ----------
    hub : str
        The hub's address.
    name, password : str
        What they log in with.
    """

    hub: str
    name: str
    password: str
    _widgets: dict[str, str] = field(default_factory=dict)
    _waiting: dict[tuple[str, int], asyncio.Future[None]] = field(default_factory=dict)
    _numbers: count[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        """Start a browser of their own."""
        self._base = f"{self.hub}/user/{self.name}"
        self._browser = aiohttp.ClientSession(
            # A connection that the proxy closes while it is used again would be tried again by a browser.
            connector=aiohttp.TCPConnector(force_close=True),
            cookie_jar=aiohttp.CookieJar(unsafe=True, quote_cookie=False),
            timeout=aiohttp.ClientTimeout(total=PATIENCE),
        )
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._met, self._shown = asyncio.Event(), asyncio.Event()
        self._expected: set[str] = set()

    async def log_in(self) -> float:
        """Log in, and return the seconds until the start page is there."""
        start = time.perf_counter()
        login = f"{self.hub}/hub/login"
        async with self._browser.get(login):
            pass
        form = {"username": self.name, "password": self.password, "_xsrf": self._xsrf(login)}
        async with self._browser.post(f"{login}?next=/hub/spawn", data=form) as answer:
            address = answer.url
        while not address.path.startswith("/user/"):
            await asyncio.sleep(0.5)
            async with self._browser.get(f"{self._base}/workbook/") as answer:
                address = answer.url
        return time.perf_counter() - start

    async def open_notebook(self, assignment: str, exercises: list[str]) -> float:
        """Start a kernel and ask it for exercises as soon as it answers; return the seconds until all are shown."""
        start = time.perf_counter()
        path = f"{assignment}/{assignment}.ipynb"
        asked = {"path": path, "name": assignment, "type": "notebook", "kernel": {"name": "python3"}}
        async with self._browser.post(f"{self._base}/api/sessions", json=asked, headers=self._proof()) as answer:
            answer.raise_for_status()
            kernel = (await answer.json())["kernel"]["id"]
        self._channels = URL(f"{self._base}/api/kernels/{kernel}/channels").with_query(
            session_id=uuid4().hex, _xsrf=self._proof()["X-XSRFToken"]
        )
        await self._meet_kernel()
        self._expected = {f"exercise:{name}" for name in exercises}
        calls = json.dumps([["exercise", name] for name in exercises])
        code = f"from complaints_workbook.lab import showing\nshowing.show({calls})"
        asks = {"code": code, "silent": False, "store_history": False, "allow_stdin": False}
        await self._send("execute_request", asks)
        await asyncio.wait_for(self._shown.wait(), PATIENCE)
        return time.perf_counter() - start

    async def _meet_kernel(self) -> None:
        """Ask a kernel for who it is until it tells and is at rest, as JupyterLab does before it asks for more.

        A kernel that has only just begun to listen may be heard before what it shows is: then it is asked again.
        A connection that ends meanwhile is made again.
        """
        for _ in range(int(PATIENCE)):
            if self._socket is None or self._socket.closed:
                await self._connect()
            with contextlib.suppress(TimeoutError, aiohttp.ClientError):
                await self._send("kernel_info_request", {})
                await asyncio.wait_for(self._met.wait(), 1)
                return
        raise TimeoutError(self.name)

    async def _connect(self) -> None:
        self._socket = await self._browser.ws_connect(self._channels, max_msg_size=0, headers={"Origin": self.hub})
        self._listening = asyncio.create_task(self._listen(self._socket))

    async def answer(self, exercise: str, asked: str, value: Any) -> float:
        """Answer a question, and return the seconds until the page would say that it is saved."""
        number, saved = next(self._numbers), asyncio.get_running_loop().create_future()
        comm = self._widgets[f"exercise:{exercise}"]
        self._waiting[comm, number] = saved
        said = {"type": "answer", "view": "v", "number": number, "field": asked, "value": value}
        start = time.perf_counter()
        await self._send("comm_msg", {"comm_id": comm, "data": {"method": "custom", "content": said}})
        await asyncio.wait_for(saved, PATIENCE)
        return time.perf_counter() - start

    async def validate(self, assignment: str) -> float:
        """Press Validate, and return the seconds until it tells something."""
        start = time.perf_counter()
        form = {"path": f"{assignment}/{assignment}.ipynb"}
        async with self._browser.post(f"{self._base}/assignments/validate", data=form, headers=self._proof()) as answer:
            answer.raise_for_status()
            said = await answer.json(content_type=None)
        if not said["success"]:
            raise RuntimeError(said)
        return time.perf_counter() - start

    async def leave(self) -> None:
        """Close the browser."""
        if self._socket is not None:
            await self._socket.close()
        await self._browser.close()

    async def _send(self, kind: str, content: dict[str, Any]) -> None:
        header = {"msg_id": uuid4().hex, "msg_type": kind, "session": self.name, "username": self.name}
        message = {"header": {**header, "version": "5.3"}, "parent_header": {}, "metadata": {}, "content": content}
        if self._socket is None:
            raise RuntimeError(self.name)
        await self._socket.send_json({**message, "channel": "shell", "buffers": []})

    async def _listen(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        async for message in socket:
            if message.type is not aiohttp.WSMsgType.TEXT:
                continue
            told = json.loads(message.data)
            kind, content = told["header"]["msg_type"], told["content"]
            if kind == "status" and content["execution_state"] == "idle":
                self._met.set()
            elif kind == "display_data" and _VIEW in content["data"]:
                self._widgets[content["transient"]["display_id"]] = content["data"][_VIEW]["model_id"]
                if self._expected <= self._widgets.keys():
                    self._shown.set()
            elif kind == "comm_msg" and content["data"].get("content", {}).get("type") == "saved":
                waiting = self._waiting.pop((content["comm_id"], content["data"]["content"]["number"]), None)
                if waiting and not waiting.done():
                    waiting.set_result(None)

    def _proof(self) -> dict[str, str]:
        return {"X-XSRFToken": self._xsrf(f"{self._base}/")}

    def _xsrf(self, address: str) -> str:
        return self._browser.cookie_jar.filter_cookies(URL(address))["_xsrf"].value
