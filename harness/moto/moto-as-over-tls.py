"""
Starts moto's server so that requests count as sent over TLS, unless their header X-Forwarded-Proto is "http".

moto considers conditions that it does not know as met, so a bucket policy that denies requests without TLS denies every
request. This start ignores such statements, as S3 does for requests over TLS.
"""

import sys

from flask import request
from moto.iam.access_control import IAMPolicyStatement, PermissionResult
from moto.server import main

is_action_permitted = IAMPolicyStatement.is_action_permitted


def is_about_tls(statement):
    condition = statement.get("Condition") or {}
    return statement.get("Effect") == "Deny" and "aws:SecureTransport" in condition.get("Bool", {})


def over_tls(self, *arguments, **named):
    if is_about_tls(self._statement) and request.headers.get("X-Forwarded-Proto") != "http":
        return PermissionResult.NEUTRAL
    return is_action_permitted(self, *arguments, **named)


IAMPolicyStatement.is_action_permitted = over_tls
main(sys.argv[1:])
