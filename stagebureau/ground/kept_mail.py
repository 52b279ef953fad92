"""Reads the messages the mail catcher kept."""

import email.policy
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.parser import BytesHeaderParser
from html import unescape
from pathlib import Path

NAME = re.compile(r"\d{20}-\d{6}\.eml")


@dataclass
class Header:
    """What a list shows of one message."""

    name: str
    at: datetime
    to: list
    subject: str
    sender: str


def messages(folder):
    """Names of the kept messages, newest first."""
    return sorted((file.name for file in Path(folder).glob("[0-9]*.eml")), reverse=True)


def file_of(folder, name):
    """The file of a message, or None when there is no such message."""
    file = Path(folder) / name
    return file if NAME.fullmatch(name) and file.is_file() else None


def header(folder, name):
    """To whom, from whom, about what and when."""
    with (Path(folder) / name).open("rb") as file:
        kept = BytesHeaderParser(policy=email.policy.default).parse(file)
    return summary(name, kept)


def summary(name, kept):
    """The same of a message that was read already."""
    at = datetime.fromtimestamp(int(name[:20]) / 1e9, UTC)
    to = [address.strip() for address in str(kept["X-Envelope-To"] or "").split(",")]
    return Header(name, at, to, str(kept["Subject"] or ""), str(kept["From"] or ""))


def headers(folder, *, to="", before="", limit=50):
    """The newest messages, to this address and older than that message when asked."""
    found = []
    for name in messages(folder):
        if before and name >= before:
            continue
        one = header(folder, name)
        if not to or any(to.lower() in address.lower() for address in one.to):
            found.append(one)
        if len(found) == limit:
            break
    return found


def read(folder, name):
    """One kept message, or None when there is no such message."""
    file = file_of(folder, name)
    return email.message_from_bytes(file.read_bytes(), policy=email.policy.default) if file else None


def text_of(kept):
    """The words of a message; when it has only a layout, the words in that."""
    part = kept.get_body(["plain"])
    if part:
        return part.get_content()
    without = re.sub(r"(?s)<(style|script|head).*?</\1>", "", html_of(kept))
    return unescape(re.sub(r"<[^>]+>", " ", without))


def html_of(kept):
    """The layout of a message, empty when it has none."""
    part = kept.get_body(["html"])
    return part.get_content() if part else ""


def links_of(kept):
    """The addresses a reader can click on, each once, in their order."""
    in_layout = [unescape(found) for found in re.findall(r"""href=["'](https?://[^"']+)""", html_of(kept))]
    in_text = re.findall(r"https?://[^\s<>\"]+", text_of(kept))
    return list(dict.fromkeys(in_layout + [found.rstrip(".,;)") for found in in_text]))


def attachments_of(kept):
    """The files in a message."""
    return list(kept.iter_attachments())
