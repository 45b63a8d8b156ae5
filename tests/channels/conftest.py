"""The service as it runs, with a small engine, and people who reach it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator

import httpx
import pytest
import uvicorn

from bot.chats import parts
from bot.engine import Engine
from buying.service import people as people_service
from buying.service.people import Who
from tests.channels.double import Double
from tests.service.conftest import talk as talk

Reach = Callable[..., httpx.Client]


@pytest.fixture
def engine(people: dict[str, Who]) -> Iterator[Double]:
    """A small engine, well and quick until a test says otherwise."""
    double = Double()
    yield double
    double.close()


@pytest.fixture
def patience() -> float:
    """Seconds for which a request waits for its answer in a test."""
    return 5.0


@pytest.fixture
def address(engine: Double, patience: float) -> Iterator[str]:
    """The service, listening on loopback as it does in earnest."""
    from web.app import Gate, build
    from web.security import SafeHeaders

    service = build()
    service.state.parts = parts.build(Engine(engine.url, engine.url), patience)
    config = uvicorn.Config(
        SafeHeaders(Gate(service)), host="127.0.0.1", port=0, log_level="error", lifespan="off"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    # Streams that a test left open are cut.
    server.force_exit = True
    server.should_exit = True
    thread.join()


@pytest.fixture
def worker(engine: Double) -> Iterator[None]:
    """The worker, as it runs beside the service."""
    from bot.worker import Worker

    ready = threading.Event()
    stops: list[Callable[[], None]] = []

    async def work() -> None:
        stop, loop = asyncio.Event(), asyncio.get_running_loop()
        stops.append(lambda: loop.call_soon_threadsafe(stop.set))
        ready.set()
        await Worker(Engine(engine.url, engine.url)).run(stop)

    thread = threading.Thread(target=lambda: asyncio.run(work()), daemon=True)
    thread.start()
    ready.wait()
    yield
    stops[0]()
    thread.join()


@pytest.fixture
def reach(address: str) -> Iterator[Reach]:
    """Gives a client of the service for a person, by bearer token or as a browser."""
    opened: list[httpx.Client] = []

    def client(person: str = "priya", browser: bool = False) -> httpx.Client:
        if browser:
            cookies = {"buywell": people_service.issue(person, "session")}
            made = httpx.Client(base_url=address, cookies=cookies, headers={"Accept": "text/html"})
        else:
            token = people_service.issue(person, "api")
            made = httpx.Client(base_url=address, headers={"Authorization": f"Bearer {token}"})
        opened.append(made)
        return made

    yield client
    for each in opened:
        each.close()


@pytest.fixture
def priya(reach: Reach) -> httpx.Client:
    """Priya's program, which holds a token."""
    return reach("priya")
