"""Why an address gave nothing that can be used, in words.

In: a status, or what aiohttp raised. Out: a clause for a person, never with an address's password or token in it.

>>> refusal(503)
'the server is not available for now (503)'
"""

import errno
from datetime import timedelta

import aiohttp
from aiohttp.http_exceptions import ContentEncodingError, HttpProcessingError

NOT_DECOMPRESSED = "the answer cannot be decompressed"
_REFUSALS = {
    304: "the server answered 304 (unchanged) without being asked",
    401: "the server wants a login (401)",
    403: "the server refuses us (403)",
    404: "the server answered 404 (nothing is there)",
    410: "the feed is gone for good (410)",
    429: "the server asks to be left alone (429)",
    503: "the server is not available for now (503)",
}


class Refused(Exception):
    """Why an answer cannot be used, as a clause, where the source is not at hand."""

    def __init__(self, reason: str, *, status: int | None = None, retry_after: timedelta | None = None) -> None:
        super().__init__(reason)
        self.status = status
        self.retry_after = retry_after


class NotAllowed(Refused):
    """The site's robots.txt says no."""


class AddressRefused(OSError):
    """The guard at the connector says no."""

    # All refusals have the same text: when every address of a name fails, aiohappyeyeballs raises the first error as it
    # is only if all texts are equal, and else a new OSError that does not know the reason.
    def __init__(self, address: str, kind: str) -> None:
        super().__init__(errno.EACCES, "address refused")
        self.reason = f"the address is {kind} ({address}); set DIGESTBOT_ALLOW_PRIVATE_ADDRESSES=true to allow it"


def refusal(status: int, *, is_page: bool = False) -> str:
    """Return the clause for a status that brings no body to be used."""
    if status == 410 and is_page:
        return "the page is gone for good (410)"
    return _REFUSALS.get(status, f"the server answered {status}")


def reason(failure: Exception, *, connect_timeout_s: float, total_timeout_s: float) -> str:
    """Return the clause for a driver's error. The order counts: aiohttp's errors inherit from each other."""
    match failure:
        case aiohttp.ConnectionTimeoutError():
            return f"no connection within {connect_timeout_s:g} s"
        case aiohttp.ClientConnectorDNSError():
            return f"the name {failure.host} does not resolve"
        case aiohttp.ClientConnectorCertificateError():
            return "no valid TLS certificate"
        case aiohttp.ClientSSLError():
            return "no secure connection could be made (TLS failed)"
        case aiohttp.ClientConnectorError(os_error=AddressRefused() as refusal):
            return refusal.reason
        case aiohttp.ClientConnectorError(os_error=ConnectionRefusedError()):
            return f"nothing answers at {failure.host} port {failure.port}"
        case aiohttp.ClientConnectorError():
            return f"no connection to {failure.host} port {failure.port}"
        case aiohttp.ClientError(
            __cause__=ContentEncodingError() | HttpProcessingError(__cause__=ContentEncodingError())
        ):
            return NOT_DECOMPRESSED
        case aiohttp.ClientResponseError():
            return "the answer is not valid HTTP"
        case TimeoutError():
            return f"no whole answer within {total_timeout_s:g} s"
    return "the connection was cut"
