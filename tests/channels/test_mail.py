"""Letters through a real mail server on this machine: taken, refused, cut off, slow."""

from __future__ import annotations

import asyncio
import datetime as dt
import ipaddress
import logging
import socket
import ssl
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bot import mail
from bot.mail import Mailer, written
from buying.cards import Card
from buying.service import letters, reach
from buying.service.letters import Line, Post
from buying.service.people import Who
from buying.settings import settings
from buying.store.database import transaction
from buying.store.tables import Person
from tests.service import reaching
from tests.service.reaching import Clock

FROM = "Buywell <buywell@meadowshire.example>"


class Office:
    """A mail server that keeps what it gets, or answers as it is told to."""

    def __init__(self) -> None:
        self.got: list[EmailMessage] = []
        self.to: list[str] = []
        self.rcpt = "250 OK"
        self.data = "250 OK"
        self.logins: list[tuple[str, str]] = []

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Any, envelope: Envelope, address: str, _options: Any
    ) -> str:
        if self.rcpt.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, _session: Any, envelope: Envelope
    ) -> str:
        if self.data == "hang up":
            assert server.transport is not None
            server.transport.abort()
            return "250 OK"
        if self.data == "say nothing":
            await asyncio.sleep(60)
        if self.data.startswith("250"):
            assert isinstance(envelope.content, bytes)
            found = message_from_bytes(envelope.content, policy=policy.default)
            assert isinstance(found, EmailMessage)
            self.got.append(found)
            self.to += envelope.rcpt_tos
        return self.data

    def knows(self, _server: Any, _session: Any, _envelope: Any, _how: str, given: Any) -> Any:
        self.logins.append((given.login.decode(), given.password.decode()))
        return AuthResult(success=given.password == b"s3cret/+")


Open = Callable[..., Office]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch, people: dict[str, Who]) -> Iterator[Open]:
    """``office()`` opens a mail server; ``office(url="smtps://...", ...)`` another kind of it."""
    opened: list[Controller] = []

    def open_one(url: str = "smtp://127.0.0.1:{port}", **how: Any) -> Office:
        made = Office()
        if how.pop("auth", False):
            how |= {"authenticator": made.knows, "auth_required": True}
        port = free_port()
        controller = Controller(made, hostname="127.0.0.1", port=port, **how)
        controller.start()
        opened.append(controller)
        monkeypatch.setenv("BUYWELL_MAIL_FROM", FROM)
        monkeypatch.setenv("BUYWELL_SMTP_URL", url.format(port=port))
        settings.cache_clear()
        return made

    yield open_one
    for controller in opened:
        controller.stop(no_assert=True)


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for this machine that signs itself, and its key."""
    folder = tmp_path_factory.mktemp("certificate")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    local = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=800))
        .add_extension(x509.SubjectAlternativeName([local, x509.DNSName("localhost")]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    whole, secret = folder / "cert.pem", folder / "key.pem"
    whole.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return whole, secret


def sealed(certificate: tuple[Path, Path]) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    return context


def tell(person: str = "sam", title: str = "BW-0001: Alex Sample has answered") -> None:
    with transaction() as session:
        reach.tell(session, person, [Card(id="news", title=title)], about=None)


def post_round(clock: Clock, minutes: float = 6) -> None:
    """The worker looks for letters some minutes later, and all that it begins comes to an end."""
    clock.on(minutes=minutes)

    async def look() -> None:
        mailer = Mailer()
        await mailer.look()
        await mailer.settled()

    asyncio.run(look())


def text(message: EmailMessage, kind: str = "plain") -> str:
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def test_a_letter_arrives_once_with_a_link_and_no_more(office: Open, clock: Clock) -> None:
    box = office()
    tell()
    tell(title="A second thing")
    post_round(clock)
    post_round(clock, minutes=600)
    (letter,) = box.got
    assert box.to == ["sam@demo.example"]
    assert letter["From"] == FROM
    assert letter["To"] == "Sam Sample <sam@demo.example>"
    assert letter["Subject"] == "Something waits for you in Buywell"
    assert "- BW-0001: Alex Sample has answered\n- A second thing\n" in text(letter)
    assert "/sign-in?token=" in text(letter)
    assert '<a href="http://127.0.0.1:' in text(letter, "html")
    assert reaching.letters() == [("sam", "sent")] * 2


def test_two_people_get_a_letter_each(office: Open, clock: Clock) -> None:
    box = office()
    tell("sam")
    tell("alex")
    post_round(clock)
    assert sorted(box.to) == ["alex@demo.example", "sam@demo.example"]


def test_without_a_mail_server_nothing_is_looked_for(people: dict[str, Who]) -> None:
    assert asyncio.run(Mailer().look()) == 0


class TestWhatGoesWrong:
    def test_a_server_that_is_away_is_tried_again(self, office: Open, clock: Clock) -> None:
        box = office()
        box.data = "451 not now"
        tell()
        post_round(clock)
        assert box.got == []
        assert reaching.letters() == [("sam", "waiting")]
        box.data = "250 OK"
        post_round(clock, minutes=1)
        assert box.got == []
        post_round(clock, minutes=2)
        assert len(box.got) == 1

    def test_a_server_that_hangs_up_is_tried_again_with_the_same_letter(
        self, office: Open, clock: Clock
    ) -> None:
        box = office()
        box.data = "hang up"
        tell()
        post_round(clock)
        assert reaching.letters() == [("sam", "waiting")]
        box.data = "250 OK"
        post_round(clock)
        assert len(box.got) == 1

    def test_a_server_that_is_not_there_is_tried_again(self, office: Open, clock: Clock) -> None:
        office(url=f"smtp://127.0.0.1:{free_port()}")
        tell()
        post_round(clock)
        assert reaching.letters() == [("sam", "waiting")]

    def test_a_server_that_says_nothing_is_not_waited_for(
        self, office: Open, clock: Clock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(mail, "PATIENCE", 0.3)
        office().data = "say nothing"
        tell()
        post_round(clock)
        assert reaching.letters() == [("sam", "waiting")]

    def test_an_address_that_does_not_exist_is_given_up_at_once(
        self, office: Open, clock: Clock
    ) -> None:
        office().rcpt = "550 no such mailbox"
        tell()
        post_round(clock)
        assert reaching.letters() == [("sam", "failed")]

    def test_a_full_mailbox_is_tried_again(self, office: Open, clock: Clock) -> None:
        office().rcpt = "452 full"
        tell()
        post_round(clock)
        assert reaching.letters() == [("sam", "waiting")]

    def test_the_worker_is_not_kept_waiting(
        self, office: Open, clock: Clock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(mail, "PATIENCE", 0.5)
        office().data = "say nothing"
        tell()
        clock.on(minutes=6)

        async def look() -> tuple[int, int]:
            mailer = Mailer()
            begun = await mailer.look(), await mailer.look()
            await mailer.settled()
            return begun

        assert asyncio.run(look()) == (1, 0)

    def test_no_name_or_address_is_logged(
        self, office: Open, clock: Clock, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.DEBUG, logger="bot.mail")
        office().rcpt = "550 sam@demo.example is not here"
        tell()
        post_round(clock)
        assert caplog.messages == ["a letter was refused for good: SMTPRecipientsRefused"]


class TestSafety:
    @pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
    def test_a_secret_goes_only_over_a_sealed_line(
        self,
        office: Open,
        clock: Clock,
        certificate: tuple[Path, Path],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
        box = office(
            "smtps://buy:s3cret%2F%2B@localhost:{port}",
            auth=True, auth_require_tls=False, ssl_context=sealed(certificate),
        )  # fmt: skip
        tell()
        post_round(clock)
        assert box.logins == [("buy", "s3cret/+")]
        assert len(box.got) == 1

    @pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
    def test_a_certificate_that_nobody_vouches_for_is_refused(
        self, office: Open, clock: Clock, certificate: tuple[Path, Path]
    ) -> None:
        box = office(
            "smtps://buy:s3cret%2F%2B@localhost:{port}",
            auth=True, auth_require_tls=False, ssl_context=sealed(certificate),
        )  # fmt: skip
        tell()
        post_round(clock)
        assert (box.logins, box.got) == ([], [])
        assert reaching.letters() == [("sam", "waiting")]

    def test_away_from_this_machine_a_plain_line_is_sealed_first_or_not_used(
        self, office: Open, clock: Clock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        box = office()
        server = settings().mail_server
        assert server is not None
        # The same server, seen as one that is somewhere else: it offers no STARTTLS.
        away = mail.Server(server.host, server.port, "starttls", "buy", "s3cret/+")
        tell()
        clock.on(minutes=6)
        mail.deliver(away, "sam")
        assert (box.logins, box.got) == ([], [])
        assert reaching.letters() == [("sam", "waiting")]

    def test_starttls_is_used_with_a_certificate_that_holds(
        self,
        office: Open,
        clock: Clock,
        certificate: tuple[Path, Path],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
        box = office(tls_context=sealed(certificate), require_starttls=True)
        server = settings().mail_server
        assert server is not None
        tell()
        clock.on(minutes=6)
        mail.deliver(mail.Server("localhost", server.port, "starttls"), "sam")
        assert len(box.got) == 1

    def test_a_name_cannot_begin_another_header(self, office: Open, clock: Clock) -> None:
        box = office()
        with transaction() as session:
            session.get_one(Person, "sam").name = "Sam\r\nBcc: eve@evil.example\r\n\r\nHi"
        tell(title="One\r\nBcc: eve@evil.example")
        post_round(clock)
        (letter,) = box.got
        assert letter["Bcc"] is None
        assert box.to == ["sam@demo.example"]

    @pytest.mark.parametrize("address", ["sam@demo.example\r\nBcc: eve@evil.example", "nobody", ""])
    def test_an_address_that_is_none_is_given_up(
        self, office: Open, clock: Clock, address: str
    ) -> None:
        box = office()
        with transaction() as session:
            session.get_one(Person, "sam").email = address
        tell()
        post_round(clock)
        assert box.got == []
        assert reaching.letters() == [("sam", "failed")]

    def test_what_a_title_says_is_no_html(self, office: Open, people: dict[str, Who]) -> None:
        office()
        said = Line(title="<b>2</b> & more", reference="BW-0001")
        made = written(post(said))
        assert "BW-0001: &lt;b&gt;2&lt;/b&gt; &amp; more" in text(made, "html")
        assert made["Subject"] == "Something waits for you in Buywell: BW-0001"


def post(*lines: Line) -> Post:
    return Post(
        letters=(1,), to="sam@demo.example", name="Sam Sample", lines=lines, link="http://x/"
    )


def test_the_same_letter_has_the_same_id_and_another_has_another(office: Open) -> None:
    office()
    one, again = (written(post(Line(title="a", reference=""))) for _ in range(2))
    other = written(post().model_copy(update={"letters": (2,)}))
    assert one["Message-ID"] == again["Message-ID"] != other["Message-ID"]
    assert dt.timedelta(seconds=4 * mail.PATIENCE) < letters.LEASE
