#!/bin/sh
# Terraform starts this file; the provider itself is the JavaScript beside it. Options meant for the user's own Node
# programs must not reach it.
unset NODE_OPTIONS
# Node would read these certificates on every start, and few starts send anything to AWS: the provider reads them then.
unset FACELIVENESS_NODE_EXTRA_CA_CERTS
if [ -n "$NODE_EXTRA_CA_CERTS" ]; then
  export FACELIVENESS_NODE_EXTRA_CA_CERTS="$NODE_EXTRA_CA_CERTS"
  unset NODE_EXTRA_CA_CERTS
fi
if ! command -v node >/dev/null 2>&1; then
  echo "The Terraform provider faceliveness runs on Node.js 20 or later, and there is no node on PATH. Install it from https://nodejs.org." >&2
  exit 1
fi
# Without a process for it: this runs three times per plan.
case $0 in
  */*) directory=${0%/*} ;;
  *) directory=. ;;
esac
# Without options for V8: neither the code cache nor the one that Node has of its own modules would fit.
exec node "$directory/provider.js"
