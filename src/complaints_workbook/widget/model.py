"""A model of the Jupyter widgets protocol, shown by anywidget's front end.

The protocol is spoken here directly, a few messages over a comm, which every
kernel has. ipywidgets would add a second model for each one's layout, a class for
each instance, and 4 MB to every learner's kernel.
https://github.com/jupyter-widgets/ipywidgets/blob/main/packages/schema/messages.md
"""

from __future__ import annotations

from typing import Any

from comm import create_comm

_FRONT_END = {
    "_model_module": "anywidget",
    "_model_module_version": "*",
    "_model_name": "AnyModel",
    "_view_module": "anywidget",
    "_view_module_version": "*",
    "_view_name": "AnyView",
}


class Model:
    """A state that the page follows, and messages both ways.

    Parameters
    ----------
    **state
        Plain JSON data, by name; ``_esm`` is the JavaScript module that shows it.
    """

    def __init__(self, **state: Any) -> None:
        self._state = {**_FRONT_END, "_anywidget_id": type(self).__name__, **state}
        # The kernel keeps an open comm, and so this object, as long as it runs.
        self._comm = create_comm(
            target_name="jupyter.widget", metadata={"version": "2.1.0"}, data={"state": self._state, "buffer_paths": []}
        )
        self._comm.on_msg(self._on_message)

    @property
    def model_id(self) -> str:
        """The name by which the page knows it."""
        return str(self._comm.comm_id)

    def get(self, name: str) -> Any:
        """Return a value of the state."""
        return self._state[name]

    def set(self, name: str, value: Any) -> None:
        """Change a value of the state, here and on every page that shows it."""
        if self._state[name] != value:
            self._state[name] = value
            self._send_state({name: value})

    def keep(self, name: str, value: Any) -> None:
        """Change a value of the state for pages that are opened later; those that are open are told by a message."""
        self._state[name] = value

    def send(self, content: dict[str, Any]) -> None:
        """Send a message to the pages that show it."""
        self._comm.send({"method": "custom", "content": content})

    def receive(self, message: dict[str, Any]) -> None:
        """Take a message from a page."""

    def _send_state(self, state: dict[str, Any]) -> None:
        self._comm.send({"method": "update", "state": state, "buffer_paths": []})

    def _on_message(self, message: dict[str, Any]) -> None:
        data = message["content"]["data"]
        if data.get("method") == "custom":
            self.receive(data["content"])
        elif data.get("method") == "request_state":  # a page that is opened again
            self._send_state(self._state)

    def _repr_mimebundle_(self, **_kwargs: object) -> dict[str, Any]:
        view = {"model_id": self.model_id, "version_major": 2, "version_minor": 0}
        return {"text/plain": repr(self), "application/vnd.jupyter.widget-view+json": view}
