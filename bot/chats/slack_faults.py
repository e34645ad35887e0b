"""What became of a message when Slack, or what lies between, did not answer that it arrived. Pure.

In: what slack_sdk or aiohttp raised. Out: SendLater, SendRefused or SendUnknown, with a clause for the managers.

    raise meaning(error, has_one_token=True) from error

Slack says no with status 200 and a code; a status of its own has what stands before it, and 429. Sources: Slack's
reference of chat.postMessage, "Errors" (which says of internal_error and fatal_error that some of it may have been
done, of request_timeout that the message came in half), and "Rate limits".
"""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.chats.waits import asked_wait
from digests.errors import DeliveryError, SendLater, SendRefused, SendUnknown

if TYPE_CHECKING:
    from slack_sdk.errors import SlackApiError

EDGE_WAIT = timedelta(minutes=1)  # where what stands before Slack turns us away and does not say for how long
MOVE_WAIT = timedelta(minutes=10)  # while a workspace is moved, which takes hours

NOT_INSTALLED = "the app is not installed in the workspace; install it once more"

# The message that was to be replied to is gone, or takes no replies: the channel itself may take what was meant for it.
THREAD_LOST = {
    "thread_not_found",
    "invalid_thread_ts",
    "message_not_found",
    "cannot_reply_to_message",
    "restricted_action_thread_locked",
    "restricted_action_non_threadable_channel",
}
_TOKEN_REFUSED = {  # of a token, whatever workspace it is of; where there is one token, nothing is taken with it
    "invalid_auth": "Slack does not take our token",
    "not_authed": "Slack does not take our token",
    "not_allowed_token_type": "Slack takes no such token for this",
    "token_expired": "the token has run out; install the app once more",
}
_CHANNEL_REFUSED = {
    "access_denied": "the workspace gives the app no access",
    "account_inactive": "the app was removed from the workspace, or the workspace is gone",
    "app_access_restricted": "the workspace gives the app no access",
    "channel_not_found": "the channel is gone, or it is private and the bot is not in it",
    "channel_type_not_supported": "this kind of channel takes no messages",
    "ekm_access_denied": "the workspace’s administrators have suspended posting",
    "enterprise_is_restricted": "the workspace’s organization gives the app no access",
    "is_archived": "the channel is archived",
    "messages_tab_disabled": "the messages tab of the app is switched off, so that it may write to nobody",
    "method_not_supported_for_channel_type": "this kind of channel takes no messages",
    "missing_scope": "the app lacks a permission; install it once more",
    "no_permission": "the app lacks a permission; is it a member of the channel?",
    "not_in_channel": "the bot is not in the channel; type /invite there to add it",
    "restricted_action": "a rule of the workspace keeps the bot from posting there",
    "restricted_action_read_only_channel": "the channel may only be read",
    "restricted_action_thread_only_channel": "the channel takes nothing but replies",
    "team_access_not_granted": "the workspace gives the app no access",
    "team_not_found": "the workspace is gone",
    "token_revoked": "the app was removed from the workspace",
    "two_factor_setup_required": "the workspace demands two-factor authentication",
}
_PERSON_REFUSED = {
    "cannot_dm_bot": "it is a bot, and takes no messages",
    "channel_not_found": "there is no such person",
    "user_disabled": "this person’s account is switched off",
    "user_not_found": "there is no such person",
    "user_not_visible": "the bot may not see this person",
}
_TOO_LARGE = "Slack takes the message for too large"
_BAD_FORM = "Slack does not take the form of the message"
_MESSAGE_REFUSED = {
    "attachment_payload_limit_exceeded": _TOO_LARGE,
    "markdown_text_conflict": _BAD_FORM,
    "missing_charset": _BAD_FORM,
    "missing_post_type": _BAD_FORM,
    "no_text": "Slack takes the message for empty",
}
_LATER = {
    "accesslimited": "Slack is limited in the network of the bot",
    "external_channel_migrating": "the channel is being moved",
    "message_limit_exceeded": "too much is written in the workspace",
    "org_login_required": "the workspace is being moved to an organization",
    "rate_limited": "too many requests",
    "ratelimited": "too many requests",
    "request_timeout": "Slack did not get the whole message",
    "team_added_to_org": "the workspace is being moved to an organization",
}
_WAITS = {
    "accesslimited": EDGE_WAIT,
    "external_channel_migrating": MOVE_WAIT,
    "org_login_required": MOVE_WAIT,
    "team_added_to_org": MOVE_WAIT,
}
# What slack_sdk's reading raises of an answer that is not Slack's.
UNREADABLE = (AttributeError, KeyError, TypeError, ValueError)
_OF_MESSAGE = {400, 413, 414, 415, 422}  # statuses about what is asked, not about who asks or where
_CODE = re.compile("[a-z0-9_]{1,80}")


def meaning(error: Exception, *, has_one_token: bool, to_person: bool = False) -> DeliveryError:
    """Return what to tell of an error; `has_one_token`: whether all that is sent is sent with the same token.

    What may have left and has no answer that settles it is unknown, also where the answer is a server's mistake: it may
    have been made after the message was shown.
    """
    import aiohttp  # here, as slack_sdk: the command line imports this, and most of it never sends
    from slack_sdk.errors import SlackApiError

    match error:
        case SlackApiError():
            return _answered(error, has_one_token=has_one_token, to_person=to_person)
        case aiohttp.ClientConnectorError() | aiohttp.ConnectionTimeoutError() | aiohttp.ClientHttpProxyError():
            return SendLater("Slack cannot be reached", is_of_chat=True)
        case TimeoutError():
            return SendUnknown("no answer came in time")
        case aiohttp.ClientError() | OSError():
            return SendUnknown("the connection broke before the answer came")
    return SendUnknown("the answer makes no sense")


def code_of(error: Exception) -> str:
    """Return Slack's code for a refusal, "unreadable" for one as Slack has none, empty where the answer has none.

    >>> code_of(TimeoutError())
    ''
    """
    content = getattr(getattr(error, "response", None), "data", None)
    code = content.get("error") if isinstance(content, dict) else None
    if not isinstance(code, str) or not code:
        return ""
    return code if _CODE.fullmatch(code) else "unreadable"  # managers read it


def _answered(error: "SlackApiError", *, has_one_token: bool, to_person: bool) -> DeliveryError:
    """What Slack answered, or what stands before it."""
    from slack_sdk.web.async_slack_response import AsyncSlackResponse

    response, code = error.response, code_of(error)
    # Where slack_sdk cannot read an answer, it hands on that of aiohttp.
    status: int = response.status_code if isinstance(response, AsyncSlackResponse) else response.status
    headers: Mapping[str, str] = response.headers
    if status == 429:
        wait = asked_wait(headers, "Retry-After") or (None if code else EDGE_WAIT)
        return SendLater("too many requests", is_of_chat=not code, retry_after=wait)
    if status == 503 or code == "service_unavailable":
        wait = asked_wait(headers, "Retry-After")
        return SendLater("Slack is in trouble", is_of_chat=True, retry_after=wait)
    if code in _LATER:
        return SendLater(_LATER[code], retry_after=asked_wait(headers, "Retry-After") or _WAITS.get(code))
    if code in _TOKEN_REFUSED:
        return SendRefused(_TOKEN_REFUSED[code], is_of_chat=has_one_token)
    if to_person and code in _PERSON_REFUSED:
        return SendRefused(_PERSON_REFUSED[code], is_of_person=True)
    if code in _CHANNEL_REFUSED:
        return SendRefused(_CHANNEL_REFUSED[code])
    if status >= 500 or status == 408:
        return SendUnknown(f"Slack is in trouble ({status})")
    return _of_new_code(code) if code else _not_slack(status)


def _of_new_code(code: str) -> DeliveryError:
    """What a code means by its words: there are many about what is sent, and new ones are made."""
    if code in _MESSAGE_REFUSED:
        return SendRefused(_MESSAGE_REFUSED[code], is_of_message=True)
    if code.endswith(("_too_long", "_too_large")) or code.startswith("too_many_"):
        return SendRefused(_TOO_LARGE, is_of_message=True)
    if code.startswith("invalid_"):
        return SendRefused(f"{_BAD_FORM} ({code})", is_of_message=True)
    if code.startswith("slack_connect_"):
        return SendRefused("a rule of the workspaces that share the channel blocks it", is_of_message=True)
    if code.endswith(("_error", "_timeout", "_failed")):
        return SendUnknown(f"Slack is in trouble ({code})")
    if "limit" in code or "unavailable" in code:
        return SendLater(f"Slack does not take it now ({code})")
    return SendRefused(f"Slack refuses it (error code {code})")


def _not_slack(status: int) -> DeliveryError:
    """An answer without one of Slack's codes: the API says "no" to a channel with a code."""
    if status < 300:
        return SendUnknown("the answer makes no sense")
    if status in _OF_MESSAGE:
        return SendRefused(f"{_BAD_FORM} ({status})", is_of_message=True)
    return SendLater(f"an answer that is not Slack’s ({status})", is_of_chat=True, retry_after=EDGE_WAIT)
