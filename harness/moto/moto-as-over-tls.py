"""
Starts moto's server as if every request came over TLS.

A bucket's policy that denies what comes without TLS denies everything in moto, which takes a condition that it knows nothing
of to be met. Where images are written to such a bucket, that statement is left out, as it would be over TLS.
"""

import sys

from moto.iam.access_control import IAMPolicyStatement, PermissionResult
from moto.server import main

is_action_permitted = IAMPolicyStatement.is_action_permitted


def is_about_tls(statement):
    condition = statement.get("Condition") or {}
    return statement.get("Effect") == "Deny" and "aws:SecureTransport" in condition.get("Bool", {})


def over_tls(self, *arguments, **named):
    if is_about_tls(self._statement):
        return PermissionResult.NEUTRAL
    return is_action_permitted(self, *arguments, **named)


IAMPolicyStatement.is_action_permitted = over_tls
main(sys.argv[1:])
